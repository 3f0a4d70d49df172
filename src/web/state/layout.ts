import { z } from 'zod';

/** A pane of the stage. Views are kept by name: one that this version does not know is passed over, not thrown away. */
const paneSchema = z.object({
  id: z.string().min(1),
  /** The view that the pane shows, and what is drawn over it. */
  base: z.string(),
  overlays: z.array(z.string()),
  /** CSS px that it would like to have. */
  height: z.number().positive(),
});

const layoutSchema = z.object({ name: z.string(), panes: z.array(paneSchema) });

/** The panes as they stand and the layouts that somebody named; part of the document, so that it is kept and undone. */
export const stageSchema = z.object({
  panes: z.array(paneSchema),
  /** The layout that the panes came from. */
  layout: z.string(),
  own: z.array(layoutSchema),
});

export type Pane = Readonly<Omit<z.infer<typeof paneSchema>, 'overlays'>> & { readonly overlays: readonly string[] };

interface NamedLayout {
  readonly name: string;
  readonly panes: readonly Pane[];
}

export interface StageDoc {
  readonly panes: readonly Pane[];
  readonly layout: string;
  readonly own: readonly NamedLayout[];
}

/** No pane is lower, CSS px. */
export const LEAST_HEIGHT = 96;
const MOST_HEIGHT = 4000;
/** Panes that a small screen has room for: the first ones. */
export const PHONE_PANES = 2;

type Sketch = readonly [base: string, height: number, overlays?: readonly string[]];

const SKETCHES = {
  simple: [
    ['waveform', 150],
    ['spectrogram', 420, ['f0']],
  ],
  voice: [
    ['waveform', 120],
    ['spectrogram', 280, ['f0']],
    ['envelope', 240],
    ['intensity', 120],
  ],
  vocoder: [
    ['waveform', 100],
    ['bands', 260],
    ['responses', 220],
  ],
  formants: [
    ['waveform', 130],
    ['spectrogram', 420, ['formants']],
  ],
} as const satisfies Record<string, readonly Sketch[]>;

export type Preset = keyof typeof SKETCHES;

export const PRESETS = Object.keys(SKETCHES) as readonly Preset[];

function isPreset(name: string): name is Preset {
  return Object.hasOwn(SKETCHES, name);
}

/** Panes of a preset or of an own layout; undefined when there is none of this name. */
export function panesOf(name: string, own: StageDoc['own']): readonly Pane[] | undefined {
  if (!isPreset(name)) return own.find((layout) => layout.name === name)?.panes;
  return SKETCHES[name].map(([base, height, overlays = []]: Sketch, index) => {
    return { id: `pane-${index}`, base, height, overlays };
  });
}

export const FIRST_STAGE: StageDoc = { panes: panesOf('simple', []) ?? [], layout: 'simple', own: [] };

/** Whether all panes are as high as their layout has them. */
export function hasOwnHeights({ panes, layout, own }: StageDoc): boolean {
  const named = panesOf(layout, own);
  return panes.every(({ id, height }) => named?.some((pane) => pane.id === id && pane.height === height));
}

/** Another pane, below the others. */
export function addPane(stage: StageDoc, pane: Omit<Pane, 'id'>): StageDoc {
  const taken = new Set(stage.panes.map(({ id }) => id));
  let number = stage.panes.length;
  while (taken.has(`pane-${number}`)) number++;
  return { ...stage, panes: [...stage.panes, { ...pane, id: `pane-${number}` }] };
}

export function removePane(stage: StageDoc, id: string): StageDoc {
  return { ...stage, panes: stage.panes.filter((pane) => pane.id !== id) };
}

/** @param by places: -1 is one higher */
export function movePane(stage: StageDoc, id: string, by: number): StageDoc {
  const from = stage.panes.findIndex((pane) => pane.id === id);
  const moved = stage.panes[from];
  if (moved === undefined) return stage;
  const left = stage.panes.filter((pane) => pane !== moved);
  const to = Math.min(Math.max(from + by, 0), left.length);
  return { ...stage, panes: [...left.slice(0, to), moved, ...left.slice(to)] };
}

/** @param view drawn over the pane's own, or not */
export function setOverlay(stage: StageDoc, id: string, view: string, on: boolean): StageDoc {
  return changePane(stage, id, (pane) => {
    const others = pane.overlays.filter((overlay) => overlay !== view);
    return { ...pane, overlays: on ? [...others, view] : others };
  });
}

/** Another view in a pane, with what is drawn over it. */
export function setBase(stage: StageDoc, id: string, base: string, overlays: readonly string[]): StageDoc {
  return changePane(stage, id, (pane) => ({ ...pane, base, overlays }));
}

/** @param heights by pane, CSS px */
export function setHeights(stage: StageDoc, heights: Readonly<Record<string, number>>): StageDoc {
  const panes = stage.panes.map((pane) => {
    const height = heights[pane.id] ?? pane.height;
    return { ...pane, height: Math.round(Math.min(Math.max(height, LEAST_HEIGHT), MOST_HEIGHT)) };
  });
  return { ...stage, panes };
}

/** The panes of a layout in the place of those that stand. */
export function takeLayout(stage: StageDoc, name: string): StageDoc {
  const panes = panesOf(name, stage.own);
  return panes === undefined ? stage : { ...stage, panes, layout: name };
}

/** The panes that stand, under a name. */
export function nameLayout(stage: StageDoc, name: string): StageDoc {
  const { panes, own } = stage;
  return { panes, layout: name, own: [...own.filter((layout) => layout.name !== name), { name, panes }] };
}

export function forgetLayout(stage: StageDoc, name: string): StageDoc {
  return { ...stage, own: stage.own.filter((layout) => layout.name !== name) };
}

function changePane(stage: StageDoc, id: string, change: (pane: Pane) => Pane): StageDoc {
  return { ...stage, panes: stage.panes.map((pane) => (pane.id === id ? change(pane) : pane)) };
}
