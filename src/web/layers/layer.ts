import type { PlotSize } from '../components/plot/canvas.tsx';
import type { Share } from '../components/plot/draw-waveform.ts';
import type { PlotColours } from '../components/plot/plot-colours.ts';
import type { EngineClient } from '../services/engine-client.ts';
import type { EditedF0 } from '../services/f0-client.ts';
import type { Side } from '../services/player.ts';
import type { SpectraOptions } from '../services/spectra-client.ts';
import type { GivenVocoder } from '../services/vocoder-client.ts';
import type { ViewState } from '../state/app-state.ts';
import type { Pictures } from '../state/pictures.ts';
import type { PlotSound } from '../state/plot-sound.ts';
import type { AxisPart } from '../state/value-parts.ts';
import type { Axis, AxisTick } from './axis.ts';
import type { F0Growth } from './f0-axis.ts';

/**
 * One thing that can be seen of a sound: waveform, spectrogram, f0. A view knows neither panes nor React; it is one file
 * in this folder and one line in `registry.ts`, and everything else comes from what `look` returns: the picture, the
 * values under the cursor as printed and as spoken, the table, CSV and the exported picture.
 */
export interface View {
  /** Kept in layouts: it never changes. */
  readonly id: string;
  readonly name: string;
  /**
   * Maps spread frequency over the height and have a frequency cursor. Curves have it along the width, where others have
   * time, and are the same for source and result.
   */
  readonly kind: 'wave' | 'line' | 'map' | 'curve';
  /** It shows one instant: that of the time cursor. */
  readonly followsCursor?: boolean;
  /** A module without which it has nothing to show: of several panes that lack it, the first one says so. */
  readonly needs?: string;
  /** CSS px of a new pane. */
  readonly height: number;
  /** Views that it can be drawn over. */
  readonly over: readonly string[];
  /** Views that are drawn over it when nothing else was chosen. */
  readonly usual?: readonly string[];
  /** @param base axis of the map that it is drawn over; undefined when it is the pane's own view */
  look(scene: Scene, base?: Axis): Layer;
}

/** What a view may look at. Each change is another scene. */
export interface Scene {
  /** Of the pane and its side. */
  readonly name: string;
  readonly side: Side;
  readonly sound: PlotSound;
  /** The source, whichever side is shown: shades and axes refer to it, so that both sides compare. */
  readonly source: PlotSound;
  /** Where f0's axis lies and by how much it grows, so that both sides have one that holds both. */
  readonly f0Growth: F0Growth;
  readonly channel: number;
  /** The arguments of the recipe's last vocoder; undefined where it has none. */
  readonly vocoder: GivenVocoder | undefined;
  /** How the recipe's first world step analyses, and so how maps of an analysis do; WORLD's own where it has none. */
  readonly analysis: SpectraOptions;
  /** Whether the recipe begins with a step that finds f0 of the source itself. */
  readonly followsStep?: boolean;
  /** f0 of the source as the recipe's step finds it and hands changed it; undefined where it is `sound.f0`, WORLD's own. */
  readonly edits?: F0Lines | undefined;
  readonly options: Pick<ViewState, 'range' | 'window' | 'display'>;
  /** What is shown of the value axis of the pane's own view, where that is not all. No value depends on it. */
  readonly part?: AxisPart | undefined;
  /** For views that follow the time cursor. */
  readonly cursor?: CursorFacts | undefined;
  /** The visible part, as fractions of the sound. */
  readonly share: Share;
  readonly pictures: Pictures;
  /** Asked through `pictures`, which keeps the answers. */
  readonly engine: EngineClient;
  /** What lives as long as the pane's side does, by name. */
  keep<T>(name: string, make: () => T): T;
}

export interface CursorFacts {
  /** 0..1 of the sound. */
  readonly share: number;
  /** What the recipe's first world step multiplies formants by. */
  readonly formantScale: number;
  readonly result: PlotSound | undefined;
}

export interface F0Lines extends EditedF0 {
  /** Whether a hand changed them; otherwise they are what the step's own way of tracking finds. */
  readonly isEdited: boolean;
  /** Of drawn melodies: s, Hz. */
  readonly anchors: readonly (readonly [number, number])[];
}

/** A number that a view gives, as it is printed, spoken and written. */
export interface Column {
  /** In the header of a table and of CSV, with its unit. */
  readonly name: string;
  /** SI, or `dB`, `st`; empty for plain numbers. */
  readonly unit: string;
  /** With its unit, as the page prints numbers; what is spoken is this text with the units in words. */
  readonly print: (value: number) => string;
  /** Where there is no value: "unvoiced". */
  readonly none?: string;
  /**
   * What the result's value less the source's is: `st` their ratio, `place` no value but where it was read. Columns
   * without it have no difference.
   */
  readonly minus?: 'dB' | 'st' | 'plain' | 'place';
  /** Said before the value where the unit alone does not tell what it is: "f0 ". */
  readonly said?: string;
  /** Only in the table and in CSV: beside the cursor it would be too much. */
  readonly isListed?: boolean;
}

/** null: there is none here. undefined: not known yet. */
export type Value = number | null | undefined;

/** Where the cursor is. */
export interface Point {
  /** 0..1 of the sound. */
  readonly share: number;
  /** Hz, for maps and curves. */
  readonly frequency: number;
}

export interface Across {
  /** Of frequency. */
  readonly axis: Axis;
  /** How a place on it is written: before the values under the cursor, and first in the table. */
  readonly column: Column;
  /** In the unit of the column. */
  valueAt(share: number): number;
  /** Hz */
  readonly ticks: readonly number[];
}

/** A view of one sound at one moment. Cheap to make: what takes long is asked of `pictures` and is undefined until it is there. */
export interface Layer {
  /** Undefined where values have no place of their own (samples in lanes). */
  readonly axis: Axis | undefined;
  /** Of a curve: what runs to the right, where others have time. Its frames stand along it. */
  readonly across?: Across;
  /** What its lines are, for a key above them. */
  readonly lines?: readonly {
    readonly name: string;
    readonly look: 'thin' | 'dashed' | 'bold' | 'source' | 'result';
  }[];
  /** Labels of its edge where there is no axis. */
  readonly ticks?: readonly AxisTick[];
  /** They are shown on the pane, too: it shows a part of its values. */
  readonly showsTicks?: boolean;
  /** How it was measured, for the legend of a picture and the header of CSV. */
  readonly legend: string;
  /** What must be seen of the sound, in a word: that it is clipped. */
  readonly note?: string | undefined;
  /** How it is drawn, where that is more than the axis says: the range of a map's shades. */
  readonly shades?: string;
  /** dB between the lightest and the darkest shade of a map of levels, which gives it a difference. */
  readonly rangeDb?: number;
  /** Draws the result's less the source's, where neither values nor shades are enough for that. */
  paintMinus?(context: CanvasRenderingContext2D, size: PlotSize, colours: PlotColours): void;
  /** Why there is nothing to see, as a sentence. */
  readonly empty?: string;
  /** What helps then: a command, by its id; and what is said where another pane has said it already. */
  readonly remedy?: { readonly label: string; readonly command: string; readonly again?: string };
  readonly columns: readonly Column[];
  /** One value per column. */
  read(point: Point): readonly Value[];
  /** What a stretch of the sound comes to: one value per column. */
  readonly over?: { readonly columns: readonly Column[]; read(span: Share): readonly Value[] };
  readonly frames: Frames;
  /** The first column by frame, 0 or NaN where it has none, where all of it is known: an hour is too much for `read`. */
  readonly series?: Float64Array;
  /** The same for frames one after the other, where `read` would have to ask for each of them. */
  rows?(first: number, count: number, frequency: number): Promise<readonly (readonly Value[])[]>;
  /** Draws everything anew, in CSS px. */
  paint(context: CanvasRenderingContext2D, size: PlotSize, colours: PlotColours): void;
}

/** The instants at which a view has values of its own: rows of its table, one step of the cursor. */
export interface Frames {
  readonly count: number;
  /** Share of the sound at which a frame stands. */
  readonly shareOf: (frame: number) => number;
  /** The nearest frame. */
  readonly frameAt: (share: number) => number;
}

/** Frames every `period` s from 0 on. */
export function evenFrames(count: number, period: number, duration: number): Frames {
  return {
    count,
    shareOf: (frame) => (frame * period) / (duration || 1),
    frameAt: (share) => Math.min(Math.max(Math.round((share * duration) / period), 0), Math.max(count - 1, 0)),
  };
}
