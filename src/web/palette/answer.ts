import { type Command, whyNot } from '../commands/command.ts';
import { keysOf } from '../commands/key-map.ts';
import { keyLabel } from '../commands/keys.ts';
import { COMMANDS } from '../commands/registry.ts';
import { length, seconds } from '../components/format.ts';
import { type AppState, durationOfSource } from '../state/app-state.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { paletteStrings } from '../strings-palette.ts';
import type { Answer, Entry } from './entry.ts';
import { inOrder } from './order.ts';
import { answerParam, paramEntries } from './param-entries.ts';
import { readSide, sideEntries } from './side-entries.ts';
import { readTime } from './time-text.ts';

const t = paletteStrings;

/** What the palette offers for what is typed; the first character may say what is looked for. */
export function answer(bench: Workbench, typed: string, recent: readonly string[]): Answer {
  const state = bench.store.getState();
  const { scopes, step } = bench.shell.store.getState();
  const rest = typed.slice(1);
  const as = readSide(typed);
  const order = (entries: readonly Entry[], text: string) => ({ entries: inOrder(entries, text, { scopes, recent }) });
  if (as) return order(sideEntries(bench, as.side, as.rest), as.rest);
  switch (typed[0]) {
    case '>':
      return order(commandEntries(bench), rest);
    case '@':
      return order(soundEntries(state), rest);
    case '#':
      return order(tagEntries(state), rest);
    case ':':
      return answerTime(state, rest);
    case '=':
      return answerParam(state, step, rest);
    case '?':
      return { entries: helpEntries(rest) };
    default: {
      const all = [...commandEntries(bench), ...paramEntries(state, step)];
      // Sounds are many: they come when they are meant.
      return order(typed.trim() === '' ? all : [...all, ...soundEntries(state), ...tagEntries(state)], typed);
    }
  }
}

function commandEntries(bench: Workbench): readonly Entry[] {
  const chosen = bench.store.getState().settings.keys;
  return COMMANDS.map((command) => ({
    ...entryOf(command),
    off: whyNot(command, bench),
    ...(command.now ? { detail: command.now(bench) } : {}),
    keys: keysOf(command, chosen).slice(0, 1).map(keyLabel)[0],
  }));
}

function entryOf({ id, sentence, words = '', scope, run }: Command): Entry {
  const detail = scope === 'everywhere' ? undefined : commandStrings.scopes[scope];
  return { id, label: sentence, words, scope, run, detail, complete: `>${sentence}` };
}

function soundEntries({ library, selected }: AppState): readonly Entry[] {
  return library.flatMap(({ key, name, status, sound, record }) => {
    if (status !== 'ready' || !sound) return [];
    return [
      {
        id: `sound.${sound.id}`,
        label: name,
        detail: length(sound.duration),
        words: [sound.name, record?.talker, ...(record?.tags ?? [])].join(' '),
        off: key === selected ? t.openAlready : undefined,
        complete: `@${name}`,
        run: ({ library: actions, navigation }: Workbench) => {
          navigation.go('lab');
          void actions.select(key);
        },
      },
    ];
  });
}

function tagEntries({ library }: AppState): readonly Entry[] {
  const counts = new Map<string, number>();
  for (const tag of library.flatMap(({ record }) => record?.tags ?? [])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({
    id: `tag.${tag}`,
    label: `#${tag}`,
    detail: t.sounds(count),
    words: `${tag} tag`,
    complete: `#${tag}`,
    run: ({ shell, navigation }) => {
      navigation.go('lab');
      shell.reveal('library');
      shell.set({ bin: false, search: /\s/.test(tag) ? `tag:"${tag}"` : `tag:${tag}` });
    },
  }));
}

function answerTime(state: AppState, typed: string): Answer {
  const duration = durationOfSource(state);
  const expected = t.aTime(seconds(duration));
  if (typed.trim() === '') return { entries: [] };
  const read = readTime(typed, state.view.cursor);
  if ('position' in read) {
    const got = typed.slice(read.position) === '' ? t.theEnd : `\`${typed.slice(read.position)}\``;
    return { entries: [], mistake: { typed, expected, got, position: read.position } };
  }
  const { time } = read;
  if (time < 0 || time > duration) return { entries: [], mistake: { typed, expected, got: seconds(time) } };
  return {
    entries: [{ id: 'time', label: t.goTo(seconds(time)), words: '', run: ({ view }) => view.setCursor(time) }],
  };
}

function helpEntries(typed: string): readonly Entry[] {
  const entries = t.prefixes.map(([prefix, label, example]) => ({
    id: `help.${prefix}`,
    label,
    detail: example,
    keys: prefix,
    words: '',
    complete: prefix,
    run: ({ shell }: Workbench) => shell.openPalette(prefix),
  }));
  return inOrder(entries, typed, { scopes: [], recent: [] });
}
