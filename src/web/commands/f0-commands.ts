import { f0 as view } from '../layers/f0.ts';
import { F0_TOOLS } from '../state/f0-editing.ts';
import { PHONE_PANES } from '../state/layout.ts';
import { stageOf } from '../state/staging.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { f0Strings } from '../strings-f0.ts';
import { type Command, needsSound } from './command.ts';

const { commands: t, reasons } = f0Strings;
const PANE = '.view-pane[data-view="f0"] [role="slider"]';

const f0 = (
  id: keyof typeof t,
  keys: readonly string[],
  run: Command['run'],
  rest: Partial<Command> = {},
): Command => ({
  ...{ id: `f0.${id}`, scope: 'f0', sentence: t[id], keys, run, screen: 'lab', edits: true, whyNot: needsF0 },
  ...{ words: 'fundamental melody contour pitch' },
  ...rest,
});

function needsF0(bench: Workbench): string | undefined {
  return needsSound(bench) ?? bench.f0.reason();
}

function needsTarget(bench: Workbench): string | undefined {
  return needsF0(bench) ?? (bench.f0.target() === undefined ? reasons.nothing : undefined);
}

function needsSuspects(bench: Workbench): string | undefined {
  return needsF0(bench) ?? (bench.f0.store.getState().suspects.length === 0 ? reasons.noSuspect : undefined);
}

/** Goes on while the key is held; one entry of the history when it is let go. */
const nudges = (st: number): Pick<Command, 'run' | 'released' | 'repeats'> => ({
  run: (bench) => step(bench, st),
  released: ({ recipe }) => recipe.settle(),
  repeats: true,
});

const SAVES: Partial<Command> = {
  scope: 'views',
  edits: false,
  whyNot: (bench) =>
    needsSound(bench) ?? (bench.f0.store.getState().edited === undefined ? reasons.notFound : undefined),
  words: 'export numpy pyworld table contour pitch',
};

const FACTORS = ['/3', '/2', '*2', '*3'] as const;

/** Up and Down choose where an octave is proposed, and move f0 elsewhere. */
function step({ f0: editing }: Workbench, st: number): void {
  const { proposal } = editing.store.getState();
  if (!proposal) {
    editing.nudge(st);
    return;
  }
  const place = FACTORS.indexOf(proposal.value as (typeof FACTORS)[number]) + Math.sign(st);
  const next = FACTORS[place];
  if (next) editing.propose(next, proposal);
}

export const f0Commands: readonly Command[] = [
  f0('open', [], openF0Pane, { scope: 'views', short: commandStrings.short.editF0, whyNot: needsSound, edits: false }),
  ...F0_TOOLS.map((tool, index) =>
    f0(tool, [String(index)], (bench) => bench.f0.setTool(tool), index < 3 ? { short: f0Strings.tool[tool] } : {}),
  ),
  f0('family', ['Shift+F'], ({ f0: { store, setFamily } }) => {
    setFamily(store.getState().family === 'correct' ? 'shape' : 'correct');
  }),
  f0('unvoice', ['Delete', 'Backspace'], deleteOrDismiss, { whyNot: needsTarget, words: 'voicing noise whisper' }),
  f0('voice', ['Shift+V'], (bench) => void bench.f0.change({ operation: 'voice' }), { whyNot: needsTarget }),
  f0('octaveUp', ['Ctrl+ArrowUp'], (bench) => void bench.f0.change({ operation: 'octave', value: '*2' }), {
    whyNot: needsTarget,
    words: 'double jump error',
  }),
  f0('octaveDown', ['Ctrl+ArrowDown'], (bench) => void bench.f0.change({ operation: 'octave', value: '/2' }), {
    whyNot: needsTarget,
    words: 'halve jump error',
  }),
  f0('up', ['ArrowUp'], nudges(0.1).run, { ...nudges(0.1), whyNot: needsTarget }),
  f0('down', ['ArrowDown'], nudges(-0.1).run, { ...nudges(-0.1), whyNot: needsTarget }),
  f0('farUp', ['Shift+ArrowUp'], nudges(1).run, { ...nudges(1), whyNot: needsTarget }),
  f0('farDown', ['Shift+ArrowDown'], nudges(-1).run, { ...nudges(-1), whyNot: needsTarget }),
  f0('take', ['Enter'], (bench) => bench.f0.take(), { words: 'apply accept' }),
  f0('import', [], ({ f0Files }) => void f0Files.choose(), {
    scope: 'views',
    whyNot: (bench) => needsSound(bench) ?? bench.f0Files.reason(),
    words: 'csv npz numpy pyworld contour open melody',
  }),
  f0('saveCsv', [], ({ f0Files }) => void f0Files.save('csv'), SAVES),
  f0('saveNpz', [], ({ f0Files }) => void f0Files.save('npz'), SAVES),
  f0('next', [']', '.'], (bench) => bench.f0.lookAt(1), { whyNot: needsSuspects, words: 'error check' }),
  f0('previous', ['[', ','], (bench) => bench.f0.lookAt(-1), { whyNot: needsSuspects, words: 'error check' }),
];

function deleteOrDismiss({ f0: editing }: Workbench): void {
  if (editing.store.getState().suspect) editing.dismiss();
  else editing.change({ operation: 'unvoice' });
}

/** The f0 pane, which is made where there is none, and comes forward where only some are shown. */
export function openF0Pane(bench: Workbench): void {
  const { store, stage, shell } = bench;
  const { panes } = stageOf(store.getState().recipe.present);
  const most = shell.store.getState().phone ? PHONE_PANES : Number.POSITIVE_INFINITY;
  const at = panes.findIndex(({ base }) => base === view.id);
  const last = panes[most - 1];
  const own = panes[at];
  if (own && at >= most) stage.move(own.id, most - 1 - at);
  else if (!own && last) stage.setBase(last.id, view.id, []);
  else if (!own) stage.add({ base: view.id, overlays: [], height: view.height });
  shell.reveal('views');
  // Once it stands.
  requestAnimationFrame(() => {
    const slider = document.querySelector<HTMLElement>(PANE);
    slider?.closest('.view-pane')?.scrollIntoView({ block: 'nearest' });
    slider?.focus({ preventScroll: true });
  });
}
