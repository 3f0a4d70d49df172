import { type Axis, valueAt } from '../../layers/axis.ts';
import { type MapSource, TILE_COLUMNS, type Tile, type TileWish, TOP_CODE, tileCount } from '../../state/map-tile.ts';
import type { Pictures } from '../../state/pictures.ts';
import type { PlotSize } from './canvas.tsx';
import { type MapName, packedColourMap, STEP_DB } from './colour-map.ts';
import type { Share } from './draw-waveform.ts';

/** Coarsest hop, as a power of two steps. */
const COARSEST = 20;
/** How many levels up and down an absent tile may be replaced from. */
const SUBSTITUTES = [1, 2, 3, 4, 5, 6, -1, -2, -3];

/** The hop that gives at least one column per device pixel. */
export function hopLevel(source: MapSource, share: Share, deviceWidth: number): number {
  const perPixel = (source.steps * (share.end - share.start)) / Math.max(deviceWidth, 1);
  return Math.min(Math.max(Math.floor(Math.log2(Math.max(perPixel, 1))), source.finest), COARSEST);
}

/** The tiles that a view needs, from the middle outwards. */
export function visibleTiles(source: MapSource, level: number, share: Share, reference: number): TileWish[] {
  const perTile = TILE_COLUMNS * 2 ** level;
  const first = Math.max(Math.floor((source.steps * share.start) / perTile), 0);
  const last = Math.min(Math.floor((source.steps * share.end) / perTile), tileCount(source, level) - 1);
  const wishes: TileWish[] = [];
  for (let index = first; index <= last; index++) wishes.push({ source, level, index, reference });
  const middle = (first + last) / 2;
  return wishes.sort((a, b) => Math.abs(a.index - middle) - Math.abs(b.index - middle));
}

export interface SpectrogramPicture {
  readonly source: MapSource;
  readonly level: number;
  readonly share: Share;
  readonly map: MapName;
  readonly axis: Axis;
  /** dB below the reference that are told apart. */
  readonly rangeDb: number;
  /** Code 0 says that there is nothing, and what is below shows through. */
  readonly hasGaps?: boolean;
}

/** Colours what is known of the visible columns and scales it to the box in one go, so that tiles leave no seams. */
export function drawSpectrogram(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  pictures: Pictures,
  { source, level, share, map, axis, rangeDb, hasGaps = false }: SpectrogramPicture,
): void {
  const hop = 2 ** level;
  const first = Math.max(Math.floor((source.steps * share.start) / hop) - 1, 0);
  const last = Math.min(Math.ceil((source.steps * share.end) / hop) + 1, Math.ceil(source.steps / hop));
  const columns = last - first + 1;
  const sample = firstTile(pictures, source, level, first, last);
  if (!sample || columns < 1) return;
  const { binWidth } = sample;
  // A straight axis is scaled by the canvas; on others each line of device pixels reads between two bins.
  const lines = axis.scale === 'linear' ? undefined : warpedLines(axis, Math.round(size.height * size.ratio), binWidth);
  const bins = lines?.length ?? sample.bins;
  const scratch = scratchCanvas(columns, bins);
  const image = scratch.context.createImageData(columns, bins);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = codeColours(map, rangeDb, hasGaps);
  // What is not known yet is no gap.
  if (hasGaps) pixels.fill(colours[1] ?? 0);
  let column = 0;
  while (column < columns) {
    const run = findRun(pictures, source, level, first + column, columns - column);
    if (run.tile && lines) paintWarped(pixels, columns, column, run, run.tile, lines, colours);
    else if (run.tile) paintRun(pixels, columns, column, run.tile, run.from, run.count, colours);
    column += run.count;
  }
  scratch.context.putImageData(image, 0, 0);
  const columnWidth = size.width / ((source.steps * (share.end - share.start)) / hop);
  const left = (first - 0.5 - (source.steps * share.start) / hop) * columnWidth;
  const perHertz = size.height / (axis.high - axis.low);
  const height = lines ? size.height : bins * binWidth * perHertz;
  const top = lines ? 0 : size.height - ((bins - 0.5) * binWidth - axis.low) * perHertz;
  context.imageSmoothingEnabled = true;
  // At most two columns fall on a pixel, for which the cheapest filter is as good as the best.
  context.imageSmoothingQuality = 'low';
  context.drawImage(scratch.canvas, 0, 0, columns, bins, left, top, columns * columnWidth, height);
}

interface Run {
  readonly tile: Tile | undefined;
  /** First column inside the tile. */
  readonly from: number;
  readonly count: number;
}

/** As many columns as one tile gives or, while it is on its way, one column of the same instant from another zoom. */
function findRun(pictures: Pictures, source: MapSource, level: number, column: number, most: number): Run {
  const exact = columnOf(pictures, source, level, column);
  if (exact) return { ...exact, count: Math.min(exact.tile.columns - exact.from, most) };
  return { tile: undefined, from: 0, ...substitute(pictures, source, level, column), count: 1 };
}

interface FoundColumn {
  readonly tile: Tile;
  readonly from: number;
}

function substitute(pictures: Pictures, source: MapSource, level: number, column: number): FoundColumn | undefined {
  for (const offset of SUBSTITUTES) {
    const found = columnOf(pictures, source, level + offset, Math.round(column / 2 ** offset));
    if (found) return found;
  }
  return undefined;
}

function columnOf(pictures: Pictures, source: MapSource, level: number, column: number): FoundColumn | undefined {
  const tile = pictures.tile(source, level, Math.floor(column / TILE_COLUMNS));
  const from = column % TILE_COLUMNS;
  return tile && from < tile.columns ? { tile, from } : undefined;
}

function firstTile(
  pictures: Pictures,
  source: MapSource,
  level: number,
  first: number,
  last: number,
): Tile | undefined {
  for (const column of [first, (first + last) >> 1, last]) {
    const found = columnOf(pictures, source, level, column) ?? substitute(pictures, source, level, column);
    if (found) return found.tile;
  }
  return undefined;
}

function paintRun(
  pixels: Uint32Array,
  stride: number,
  x: number,
  tile: Tile,
  from: number,
  count: number,
  colours: Uint32Array,
): void {
  const { bins, codes } = tile;
  for (let bin = 0; bin < bins; bin++) {
    const row = (bins - 1 - bin) * stride + x;
    for (let column = 0; column < count; column++) {
      pixels[row + column] = colours[codes[(from + column) * bins + bin] ?? 0] ?? 0;
    }
  }
}

/** For each line from the top, the bin that it reads, with a fraction. */
function warpedLines(axis: Axis, count: number, binWidth: number): Float64Array {
  return Float64Array.from({ length: count }, (_, line) => valueAt(axis, 1 - (line + 0.5) / count) / binWidth);
}

function paintWarped(
  pixels: Uint32Array,
  stride: number,
  x: number,
  { from, count }: Run,
  { bins, codes }: Tile,
  lines: Float64Array,
  colours: Uint32Array,
): void {
  for (let line = 0; line < lines.length; line++) {
    const place = Math.min(Math.max(lines[line] ?? 0, 0), bins - 1);
    const bin = Math.floor(place);
    const share = place - bin;
    const next = Math.min(bin + 1, bins - 1);
    for (let column = 0; column < count; column++) {
      const at = (from + column) * bins;
      const code = (codes[at + bin] ?? 0) * (1 - share) + (codes[at + next] ?? 0) * share;
      pixels[line * stride + x + column] = colours[Math.round(code)] ?? 0;
    }
  }
}

const colourTables = new Map<string, Uint32Array>();

/** Colour per stored code: `TOP_CODE` and above are the loudest, `rangeDb` below is the quietest. */
function codeColours(map: MapName, rangeDb: number, hasGaps: boolean): Uint32Array {
  const name = `${map} ${rangeDb} ${hasGaps}`;
  const known = colourTables.get(name);
  if (known) return known;
  const steps = Math.round(rangeDb / STEP_DB) + 1;
  const colours = packedColourMap(map, steps);
  const table = Uint32Array.from({ length: 256 }, (_, code) => {
    const index = Math.min(Math.max(code - TOP_CODE + steps - 1, 0), steps - 1);
    return hasGaps && code === 0 ? 0 : (colours[index] ?? 0);
  });
  colourTables.set(name, table);
  return table;
}

let scratch: { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } | undefined;

/** One canvas for all panes: it is used up within a paint. */
function scratchCanvas(
  width: number,
  height: number,
): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  if (!scratch) {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gives no 2D canvas');
    scratch = { canvas, context };
  }
  scratch.canvas.width = width;
  scratch.canvas.height = height;
  return scratch;
}
