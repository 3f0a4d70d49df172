import { MODULES } from '../../core/modules/registry.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { focusFirstField } from '../views/recipe/focus-step.ts';
import type { Command } from './command.ts';
import { focusLater } from './focus.ts';

const t = commandStrings.recipe;

/** What people call what a module does; its label and help are searched too. */
const WORDS: Readonly<Record<string, string>> = {
  world: 'voice gender morph pitch f0 VTL formant shift male female child longer slower tract',
  vocoder: 'implant CI cochlear simulation channels bands noise sine electrode',
  gibberish: 'robot babble masker nonsense',
  masker: 'noise SNR babble background',
  mixin: 'add mix overlay',
  level: 'gain loudness RMS normalise volume',
  pad: 'silence',
  ramp: 'fade in out',
  slice: 'cut trim crop',
  'time-reverse': 'backwards reverse',
  'channel-patch': 'ears left right stereo mono dichotic',
};

const modules: readonly Command[] = [...MODULES.values()].map(({ name, label, help }) => ({
  id: `recipe.add.${name}`,
  sentence: t.module(label),
  scope: 'everywhere',
  keys: [],
  edits: true,
  words: `${WORDS[name] ?? ''} ${name} ${help}`,
  run: (bench: Workbench) => {
    show(bench);
    focusFirstField(bench.recipe.add(name));
  },
}));

export const recipeCommands: readonly Command[] = [
  {
    id: 'recipe.query',
    sentence: t.query,
    scope: 'everywhere',
    keys: ['J'],
    words: 'code text editor',
    run: (bench) => {
      show(bench);
      bench.shell.toggle('query');
    },
  },
  {
    id: 'recipe.add',
    sentence: t.add,
    scope: 'everywhere',
    keys: ['N'],
    edits: true,
    words: 'new module effect transformation',
    run: (bench) => {
      show(bench);
      bench.shell.set({ adding: { behind: undefined } });
    },
  },
  ...modules,
  {
    id: 'recipe.plane',
    sentence: t.plane,
    scope: 'everywhere',
    keys: ['P'],
    words: 'f0 VTL map voice pitch formant',
    whyNot: ({ store }) =>
      store.getState().recipe.present.steps.some(({ module }) => module === 'world')
        ? undefined
        : commandStrings.reasons.noPlane,
    run: (bench) => {
      show(bench);
      const world = bench.store.getState().recipe.present.steps.find(({ module }) => module === 'world');
      if (!world) return;
      bench.recipe.setFolded(world.id, false);
      focusLater(`[data-step="${world.id}"] .plane input`);
    },
  },
];

function show({ navigation, shell }: Workbench): void {
  navigation.go('lab');
  shell.reveal('recipe');
}
