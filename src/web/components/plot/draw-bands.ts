import type { BankShape, VocoderShape } from '../../../core/modules/vocoder-shape.ts';
import type { PlotSize } from './canvas.tsx';
import type { Share } from './draw-waveform.ts';

/** A band's place in the picture, CSS px from its top. */
export interface Lane {
  readonly top: number;
  readonly bottom: number;
  readonly name: string;
}

/** Envelopes from sample `first` on, `[bands x cells]`, linear. */
export interface BandPiece {
  readonly first: number;
  readonly samplesPerCell: number;
  readonly bands: number;
  readonly cells: number;
  readonly values: Float32Array;
}

export interface BandColours {
  readonly fill: string;
  readonly line: string;
  readonly ink: string;
}

/** dB from the top of a lane to its bottom. */
const RANGE = 48;
/** CSS px that a lane needs for its number. */
const NUMBER_HEIGHT = 9;

/** Each band's envelope in its lane, in dB below the reference. */
export function drawBands(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  lanes: readonly Lane[],
  pieces: readonly BandPiece[],
  view: { readonly share: Share; readonly frames: number; readonly reference: number },
  colours: BandColours,
): void {
  context.save();
  for (const [band, lane] of lanes.entries()) {
    context.globalAlpha = band % 2 === 0 ? 0.5 : 0.2;
    context.fillStyle = colours.line;
    context.fillRect(0, lane.top, size.width, lane.bottom - lane.top);
    context.globalAlpha = 0.9;
    context.fillStyle = colours.fill;
    for (const piece of pieces) if (band < piece.bands) fillLane(context, size, lane, piece, band, view);
  }
  context.globalAlpha = 1;
  context.fillStyle = colours.ink;
  context.font = '9px system-ui, sans-serif';
  context.textBaseline = 'middle';
  let free = Number.POSITIVE_INFINITY;
  for (const { top, bottom, name } of lanes) {
    const middle = (top + bottom) / 2;
    if (middle + NUMBER_HEIGHT / 2 > free) continue;
    context.fillText(name, 4, middle);
    free = middle - NUMBER_HEIGHT / 2;
  }
  context.restore();
}

function fillLane(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  lane: Lane,
  piece: BandPiece,
  band: number,
  { share, frames, reference }: { readonly share: Share; readonly frames: number; readonly reference: number },
): void {
  const perSample = size.width / ((share.end - share.start) * frames);
  const origin = share.start * frames;
  const [from, to] = [piece.first - origin, piece.first + piece.cells * piece.samplesPerCell - origin];
  const first = Math.max(Math.floor((Math.max(0, from) - from) / piece.samplesPerCell), 0);
  const visible = (Math.min(to, size.width / perSample) - from) / piece.samplesPerCell;
  const last = Math.min(Math.ceil(visible), piece.cells);
  const height = lane.bottom - lane.top;
  const path = new Path2D();
  const x = (cell: number) => (from + cell * piece.samplesPerCell) * perSample;
  path.moveTo(x(first), lane.bottom);
  for (let cell = first; cell < last; cell++) {
    const db = 20 * Math.log10((piece.values[band * piece.cells + cell] ?? 0) / reference);
    const y = lane.bottom - height * Math.min(Math.max(1 + db / RANGE, 0), 1);
    path.lineTo(x(cell), y);
    path.lineTo(x(cell + 1), y);
  }
  path.lineTo(x(last), lane.bottom);
  path.closePath();
  context.fill(path);
}

/** CSS px of the strip at the right that has the filters, and dB over its width. */
const STRIP = 76;
const STRIP_RANGE = 40;

/** The filters' responses beside their lanes, louder to the left. */
export function drawBandResponses(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  { frequencies }: Pick<VocoderShape, 'frequencies'>,
  { gains, centers }: BankShape,
  place: (frequency: number) => number,
  colours: { readonly line: string; readonly back: string },
): void {
  const left = size.width - STRIP;
  context.save();
  context.globalAlpha = 0.8;
  context.fillStyle = colours.back;
  context.fillRect(left, 0, STRIP, size.height);
  context.globalAlpha = 0.45;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  for (const band of centers.keys()) {
    const path = new Path2D();
    let isOpen = false;
    for (const [point, frequency] of frequencies.entries()) {
      const db = 20 * Math.log10(gains[band * frequencies.length + point] ?? Number.NaN);
      const isSeen = db > -STRIP_RANGE;
      const x = size.width + (STRIP - 4) * (-1 - Math.min(db, 0) / STRIP_RANGE);
      if (isSeen && isOpen) path.lineTo(x, place(frequency));
      else if (isSeen) path.moveTo(x, place(frequency));
      isOpen = isSeen;
    }
    context.stroke(path);
  }
  context.restore();
}
