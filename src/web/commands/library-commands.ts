import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { type Command, needsSound } from './command.ts';
import { focusLater } from './focus.ts';

const t = commandStrings.library;
const { reasons } = commandStrings;

const library = (
  id: keyof typeof t,
  keys: readonly string[],
  run: Command['run'],
  rest: Partial<Command> = {},
): Command => ({ ...{ id: `library.${id}`, scope: 'everywhere', sentence: t[id], keys, run }, ...rest });

const onOpenSound = (run: (bench: Workbench, key: string) => void) => (bench: Workbench) => {
  const { selected } = bench.store.getState();
  if (selected !== undefined) run(bench, selected);
};

function needsNeighbour(offset: number) {
  return (bench: Workbench) => {
    const { library: entries, selected } = bench.store.getState();
    const ready = entries.filter(({ status }) => status === 'ready');
    const index = ready.findIndex(({ key }) => key === selected);
    if (index < 0) return needsSound(bench);
    return ready[index + offset] ? undefined : offset < 0 ? reasons.first : reasons.last;
  };
}

export const libraryCommands: readonly Command[] = [
  library('add', ['Ctrl+O'], ({ library }) => void library.choose(), {
    edits: true,
    words: 'open import load file zip sound drop',
  }),
  library('addFolder', [], ({ library }) => void library.chooseFolder(), {
    edits: true,
    words: 'open import directory',
  }),
  library('samples', [], ({ project }) => void project.bringBackSamples(), {
    edits: true,
    words: 'demo example voice',
  }),
  library('search', ['/'], search, { words: 'find filter tag' }),
  library('previous', ['[', ','], ({ library }) => library.selectNeighbour(-1), {
    repeats: true,
    whyNot: needsNeighbour(-1),
  }),
  library('next', [']', '.'], ({ library }) => library.selectNeighbour(1), {
    repeats: true,
    whyNot: needsNeighbour(1),
  }),
  library('describe', [], onOpenSound(describe), {
    edits: true,
    words: 'rename name tag note talker metadata details',
    whyNot: needsSound,
  }),
  library(
    'original',
    [],
    onOpenSound(({ library }, key) => void library.exportOriginal(key)),
    { words: 'save download source bytes', whyNot: needsSound },
  ),
  library(
    'remove',
    [],
    onOpenSound(({ library }, key) => library.remove(key)),
    { edits: true, words: 'delete bin trash', whyNot: needsSound },
  ),
  library('bin', [], openBin, {
    words: 'deleted trash restore recycle',
    whyNot: ({ store }) => (store.getState().bin.length === 0 ? reasons.emptyBin : undefined),
  }),
];

function show({ navigation, shell }: Workbench): void {
  navigation.go('lab');
  shell.reveal('library');
}

function search(bench: Workbench): void {
  show(bench);
  bench.shell.set({ bin: false });
  focusLater('#sound-search');
}

function describe(bench: Workbench, key: string): void {
  show(bench);
  bench.shell.set({ bin: false, describing: key });
}

function openBin(bench: Workbench): void {
  show(bench);
  bench.shell.set({ bin: true });
  focusLater('#library');
}
