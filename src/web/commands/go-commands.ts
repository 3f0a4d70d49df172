import type { Screen } from '../state/app-state.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import type { Command } from './command.ts';
import { focusWhenFound } from './focus.ts';

const t = commandStrings.go;

type Region = 'library' | 'views' | 'recipe' | 'transport';

const region = (id: Region, keys: readonly string[], words: string): Command => ({
  id: `go.${id}`,
  sentence: t[id],
  scope: 'everywhere',
  keys,
  words,
  run: (bench) => goTo(bench, id),
});

const screen = (id: Screen, keys: readonly string[], words: string): Command => ({
  id: `go.${id}`,
  sentence: t[id],
  scope: 'everywhere',
  keys,
  words,
  whyNot: ({ store }) => (store.getState().screen === id ? commandStrings.reasons.here : undefined),
  run: ({ navigation }) => navigation.go(id),
});

export const goCommands: readonly Command[] = [
  region('library', ['G L'], 'sounds list'),
  region('views', ['G V'], 'look spectrogram waveform pictures'),
  region('recipe', ['G R'], 'steps cards'),
  region('transport', ['G T'], 'play bar'),
  screen('lab', ['G W'], 'main screen home'),
  screen('sets', ['G S'], 'stimulus batch grid screen'),
  screen('record', ['G C'], 'capture microphone take screen'),
  screen('settings', ['G O'], 'options preferences keys theme speech storage screen'),
  screen('verify', ['G K'], 'check link identical provenance replicate screen'),
];

function goTo({ navigation, shell, store }: Workbench, id: Region): void {
  if (id !== 'transport') {
    if (store.getState().screen !== 'lab') navigation.go('lab');
    shell.reveal(id);
  }
  // The open sound, the first pane and the first step are where the arrows go on from; the region where there are none.
  const inside = {
    library: '[role="row"][aria-selected="true"]',
    views: '.pane-surface',
    recipe: '[data-step-head]',
    transport: '.play',
  };
  focusWhenFound(
    () => document.querySelector<HTMLElement>(`#${id} ${inside[id]}`) ?? document.querySelector<HTMLElement>(`#${id}`),
  );
}
