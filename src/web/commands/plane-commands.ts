import { meanF0 } from '../state/app-state.ts';
import { pinsOf, planeStep, type Spot, spotsOf, tractOf } from '../state/plane.ts';
import { PLANE_STEPS } from '../state/plane-view.ts';
import type { RecipeStep } from '../state/recipe-doc.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { continuumStrings } from '../strings-continuum.ts';
import { planeStrings } from '../strings-plane.ts';
import { focusPin } from '../views/recipe/focus-step.ts';
import type { Command } from './command.ts';

const t = planeStrings.commands;

function stepOf({ store, shell }: Workbench): RecipeStep | undefined {
  return planeStep(store.getState().recipe.present, shell.store.getState().step);
}

type OnPlane = (bench: Workbench, step: string) => void;

function onPlane(
  id: string,
  sentence: string,
  keys: readonly string[],
  run: OnPlane,
  rest: Omit<Partial<Command>, 'whyNot'> = {},
  refuse?: (bench: Workbench, step: string) => string | undefined,
): Command {
  return {
    id: `plane.${id}`,
    sentence,
    scope: 'plane',
    keys,
    screen: 'lab',
    ...rest,
    whyNot: (bench) => {
      const step = stepOf(bench);
      return step === undefined ? commandStrings.reasons.noPlane : refuse?.(bench, step.id);
    },
    run: (bench) => {
      const step = stepOf(bench);
      if (step) run(bench, step.id);
    },
  };
}

function spotAt({ store }: Workbench, index: number): Spot | undefined {
  const state = store.getState();
  return spotsOf(meanF0(state.source), tractOf(state), pinsOf(state))[index];
}

/** The next step of the arrows, smaller or larger. */
const changeStep =
  (by: number): OnPlane =>
  ({ plane, settings }) => {
    const { step } = plane.store.getState().view;
    const next = PLANE_STEPS[PLANE_STEPS.indexOf(step) + by] ?? step;
    plane.setView({ step: next });
    settings.say(planeStrings.step(String(next)));
  };

const spots = Array.from({ length: 9 }, (_, index) =>
  onPlane(
    `spot${index + 1}`,
    t.spot(index + 1),
    [String(index + 1)],
    (bench, step) => {
      const spot = spotAt(bench, index);
      if (spot) bench.plane.goTo(step, spot);
    },
    {
      edits: true,
      words: 'man woman child talker mark pin',
      now: (bench) => {
        const spot = spotAt(bench, index);
        return spot && planeStrings.to(spot.name);
      },
    },
    (bench) => (spotAt(bench, index) ? undefined : t.noSpot),
  ),
);

export const planeCommands: readonly Command[] = [
  onPlane(
    'pin',
    t.pin,
    ['Enter'],
    ({ plane }, step) => {
      if (plane.pin(step)) focusPin(step);
    },
    { edits: true, short: commandStrings.short.pin, words: 'keep point name' },
    ({ plane }, step) => (plane.pointOf(step) ? undefined : t.noPoint),
  ),
  ...spots,
  onPlane(
    'snap',
    t.snap,
    ['S'],
    ({ plane, settings }) => {
      plane.toggleSnap();
      settings.say(planeStrings.snapSaid(planeStrings.snaps[plane.store.getState().view.snap]));
    },
    { short: commandStrings.short.snap, words: 'grid magnet' },
  ),
  onPlane(
    'jnd',
    t.jnd,
    ['E'],
    ({ plane }) => plane.setView({ ellipses: plane.store.getState().view.ellipses === 'off' ? 'source' : 'off' }),
    { short: commandStrings.short.jnd, words: 'threshold ellipse difference' },
  ),
  onPlane('finer', t.finer, ['-'], changeStep(-1), { words: 'arrows' }),
  onPlane('coarser', t.coarser, ['+'], changeStep(1), { words: 'arrows' }),
  onPlane('nearer', t.nearer, ['Shift+W'], ({ plane }) => plane.zoom(1), { words: 'zoom in' }),
  onPlane('wider', t.wider, ['Shift+S'], ({ plane }) => plane.zoom(-1), { words: 'zoom out' }),
  onPlane(
    'flip',
    t.flip,
    [],
    ({ plane }) => {
      plane.setView({ formantsUp: !plane.store.getState().view.formantsUp });
    },
    { words: 'turn upside down axis' },
  ),
  onPlane('line', continuumStrings.commands.toggle, ['C'], ({ continuum }, step) => continuum.toggle(step), {
    edits: true,
    short: commandStrings.short.continuum,
    words: 'line morph steps',
  }),
  onPlane(
    'play',
    continuumStrings.commands.play,
    ['Space'],
    ({ plane, continuum, play }, step) => {
      if (plane.store.getState().lineShown) void continuum.play(step);
      else play.toggle();
    },
    { words: 'points order preview' },
  ),
  onPlane(
    'makeSet',
    continuumStrings.commands.makeSet,
    [],
    ({ continuum, navigation }, step) => {
      void continuum.makeSet(step).then((made) => (made ? navigation.go('sets') : undefined));
    },
    { edits: true, words: 'stimuli batch' },
    ({ plane }) => (plane.store.getState().lineShown ? undefined : continuumStrings.commands.noLine),
  ),
];
