import { MODULES } from '../../core/modules/registry.ts';
import { openSeeds } from '../state/seeds.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { presetStrings } from '../strings-presets.ts';
import { focusField, focusFirstField } from '../views/recipe/focus-step.ts';
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
    id: 'recipe.seeds',
    sentence: t.seeds,
    scope: 'everywhere',
    keys: [],
    edits: true,
    words: 'random dice reseed noise',
    whyNot: ({ store }) =>
      store.getState().recipe.present.steps.some((step) => openSeeds(step).length > 0)
        ? undefined
        : presetStrings.noSeeds,
    run: ({ presets }) => void presets.reseed(),
  },
  {
    id: 'recipe.f0Range',
    sentence: t.f0Range,
    scope: 'everywhere',
    keys: [],
    words: 'floor ceiling pitch voiced unvoiced analysis DIO harvest',
    whyNot: needsWorld,
    run: (bench) => {
      const world = showWorld(bench);
      if (world !== undefined) focusField(world, 'f0Floor');
    },
  },
  {
    id: 'recipe.plane',
    sentence: t.plane,
    scope: 'everywhere',
    keys: ['P'],
    words: 'f0 VTL map voice pitch formant',
    whyNot: needsWorld,
    run: (bench) => {
      const world = showWorld(bench);
      if (world !== undefined) focusLater(`[data-step="${world}"] .plane input`);
    },
  },
];

function needsWorld(bench: Workbench): string | undefined {
  return firstWorld(bench) === undefined ? commandStrings.reasons.noPlane : undefined;
}

function firstWorld({ store }: Workbench) {
  return store.getState().recipe.present.steps.find(({ module }) => module === 'world');
}

/** Opens the first world step's card. @returns its id */
function showWorld(bench: Workbench): string | undefined {
  show(bench);
  const world = firstWorld(bench);
  if (world) bench.recipe.setFolded(world.id, false);
  return world?.id;
}

function show({ navigation, shell }: Workbench): void {
  navigation.go('lab');
  shell.reveal('recipe');
}
