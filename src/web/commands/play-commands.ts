import type { Side } from '../services/player.ts';
import { setMonitor } from '../state/monitor.ts';
import { soundOfSide } from '../state/other-side.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { type Command, needsSound } from './command.ts';
import { soon } from './soon.ts';

const t = commandStrings.play;
const { reasons } = commandStrings;

/** ms; a key held longer asks for the other side only as long as it is down. */
const MOMENTARY_AFTER = 250;

const play = (
  id: string,
  keys: readonly string[],
  rest: Pick<Command, 'sentence' | 'run'> & Partial<Command>,
): Command => ({
  id: `play.${id}`,
  scope: 'everywhere',
  keys,
  whyNot: needsSound,
  ...rest,
});

export const playCommands: readonly Command[] = [
  play('toggle', ['Space'], {
    sentence: t.toggle,
    short: commandStrings.short.play,
    words: 'listen hear sound start',
    run: ({ play }) => play.toggle(),
  }),
  play('pause', ['Shift+Space'], { sentence: t.pause, words: 'hold stop', run: ({ play }) => play.pause() }),
  play('side', ['X'], {
    sentence: t.side,
    short: commandStrings.short.sides,
    words: 'A B compare original before after',
    run: ({ play }) => play.switchSide(),
    released: ({ play }, held) => {
      if (held > MOMENTARY_AFTER) play.switchSide();
    },
  }),
  play('loop', ['L'], { sentence: t.loop, words: 'repeat again round', run: ({ play }) => play.toggleLoop() }),
  play('file', ['F'], { sentence: t.file, scope: 'views', words: 'whole all', run: playAll }),
  play('selection', ['C'], {
    sentence: t.selection,
    scope: 'views',
    words: 'part span',
    whyNot: ({ store }) => (store.getState().view.selection ? undefined : reasons.selection),
    run: playSelection,
  }),
  play('result', ['Ctrl+Enter'], { sentence: t.result, words: 'commit render listen', run: takeAndPlay }),
  play('levels', ['M'], {
    sentence: t.levels,
    words: 'loudness RMS peak decibel meter',
    run: (bench) =>
      void soon(
        bench,
        () => import('./speak-levels.ts'),
        (m) => m.speakLevels(bench),
      ),
  }),
  play('clips', ['Shift+M'], {
    sentence: t.clips,
    words: 'full scale latch reset meter',
    whyNot: ({ store }) => (store.getState().monitor.clips ? undefined : reasons.noClips),
    run: ({ store }) => setMonitor(store, { clips: undefined }),
  }),
  play('match', ['Shift+L'], {
    sentence: t.match,
    words: 'level RMS equal A B trim',
    run: ({ store }) => setMonitor(store, { matched: !store.getState().monitor.matched }),
  }),
  play('blind', [], {
    sentence: t.blind,
    words: 'hide names A B shuffle unbiased reveal',
    // Names that are hidden can always be said again.
    whyNot: ({ store }) => {
      const state = store.getState();
      return state.monitor.blind || soundOfSide(state, 'result') ? undefined : reasons.result;
    },
    run: (bench) =>
      void soon(
        bench,
        () => import('../state/blind.ts'),
        (m) => m.toggleBlind(bench),
      ),
  }),
  hearAs('source', t.as.source),
  hearAs('result', t.as.result),
  play('own', [], {
    sentence: t.own,
    words: 'hear default back original',
    whyNot: ({ store }) => {
      const { others, blind } = store.getState().monitor;
      if (blind) return reasons.hidden;
      return others.source || others.result ? undefined : reasons.own;
    },
    run({ sides }) {
      void sides.choose('source', undefined);
      void sides.choose('result', undefined);
    },
  }),
];

function hearAs(side: Side, sentence: string): Command {
  return play(`as-${side}`, [], {
    sentence,
    words: 'listen compare other sound step pin row choose',
    run: ({ shell }) => shell.openPalette(side === 'source' ? 'A: ' : 'B: '),
  });
}

function playAll({ player, view, play }: Workbench): void {
  player.stop();
  view.setCursor(0);
  play.toggle();
}

function playSelection({ store, player, play, view }: Workbench): void {
  player.stop();
  view.select(store.getState().view.selection);
  play.toggle();
}

/** A field takes its value when the focus leaves it, and gets the focus back. */
function takeAndPlay({ play, player }: Workbench): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.type !== 'range') {
    field.blur();
    field.focus();
  }
  play.setSide('result');
  if (!player.state().playing) play.toggle();
}
