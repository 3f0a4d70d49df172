import { z } from 'zod';

export type PanelName = 'library' | 'recipe';

/** CSS px. */
export interface PanelLimits {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
  /** Usual where there is plenty of room: the plane is as large as it is wide. */
  readonly onWall: number;
}

export const PANEL_LIMITS: Readonly<Record<PanelName, PanelLimits>> = {
  library: { least: 200, most: 420, usual: 280, onWall: 320 },
  recipe: { least: 320, most: 560, usual: 380, onWall: 520 },
};

const panelSchema = z.object({
  /** CSS px; null is the usual one. */
  width: z.number().positive().nullable(),
  /** Null is what fits the screen. */
  open: z.boolean().nullable(),
});

const panelsSchema = z.object({
  library: panelSchema,
  recipe: panelSchema,
  /** Source and result beside each other, where the screen is wide enough. */
  columns: z.boolean(),
});

export type Panel = Readonly<z.infer<typeof panelSchema>>;

/** How the sides of the page stand: remembered on this device, not undone. */
export type Panels = Readonly<Record<PanelName, Panel>> & { readonly columns: boolean };

const FIRST: Panels = {
  library: { width: null, open: null },
  recipe: { width: null, open: null },
  columns: false,
};

/** What the screen has room for: from 1024, 1280 and 2000 px on. */
export type Room = 'narrow' | 'roomy' | 'wide' | 'huge';

/** Whether both sides may stand beside the views. */
export function isWide(room: Room): boolean {
  return room === 'wide' || room === 'huge';
}

export interface PanelPlace {
  readonly panels: Panels;
  /** The library lies over the views, on screens too narrow for it to stand beside them. */
  readonly over: boolean;
  readonly room: Room;
}

export function isOpen(name: PanelName, { panels, over, room }: PanelPlace): boolean {
  if (name === 'recipe') return panels.recipe.open ?? room !== 'narrow';
  return isWide(room) ? (panels.library.open ?? true) : over;
}

/** What was kept; as at first where it cannot be read. */
export function readPanels(text: string | undefined): Panels {
  try {
    return panelsSchema.catch(FIRST).parse(JSON.parse(text ?? 'null'));
  } catch {
    return FIRST;
  }
}

/** CSS px of an open panel. */
export function widthOf(name: PanelName, { width }: Panel, room: Room = 'wide'): number {
  if (width !== null) return within(name, width);
  const { usual, onWall } = PANEL_LIMITS[name];
  return room === 'huge' ? onWall : usual;
}

/** The panel when its edge is carried to a width: it snaps shut below half its least, and opens as wide as it was. */
export function carried(name: PanelName, panel: Panel, wanted: number): Panel {
  if (wanted < PANEL_LIMITS[name].least / 2) return { ...panel, open: false };
  return { width: within(name, wanted), open: true };
}

/** The panel when its edge is moved by keys: one step below the least it is shut, and opens at the least. */
export function nudged(name: PanelName, panel: Panel, open: boolean, by: number): Panel {
  const { least } = PANEL_LIMITS[name];
  if (!open) return by > 0 ? { width: least, open: true } : panel;
  const width = widthOf(name, panel);
  if (by < 0 && width === least) return { ...panel, open: false };
  return { width: within(name, width + by), open: true };
}

function within(name: PanelName, width: number): number {
  const { least, most } = PANEL_LIMITS[name];
  return Math.round(Math.min(Math.max(width, least), most));
}
