import type { PlotSize } from './canvas.tsx';
import { divergingMap } from './colour-map.ts';

type Draw = (context: CanvasRenderingContext2D) => void;

/** Colours on either side of none. */
const STEPS = 255;
/** What stands behind a picture is there if nearly nothing shines through. */
const OPAQUE = 250;

/**
 * One map of levels less another, both drawn in `levels`: what is louder becomes orange, what is softer blue.
 * @param rangeDb of the maps @param limitDb that has the strongest colour
 */
export function drawDifference(
  context: CanvasRenderingContext2D,
  size: PlotSize,
  [minuend, subtrahend]: readonly [Draw, Draw],
  { rangeDb, limitDb, dark }: { readonly rangeDb: number; readonly limitDb: number; readonly dark: boolean },
): void {
  const [width, height] = [Math.round(size.width * size.ratio), Math.round(size.height * size.ratio)];
  if (width === 0 || height === 0) return;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Read back twice: pixels that never leave main memory.
  const own = canvas.getContext('2d', { willReadFrequently: true });
  if (!own) return;
  const levels = (draw: Draw) => {
    own.setTransform(1, 0, 0, 1, 0, 0);
    own.clearRect(0, 0, width, height);
    own.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
    draw(own);
    return own.getImageData(0, 0, width, height);
  };
  const [image, { data: less }] = [levels(minuend), levels(subtrahend)];
  const { data } = image;
  const pixels = new Uint32Array(data.buffer);
  const colours = divergingMap(dark, STEPS);
  const scale = (rangeDb / 255 / limitDb) * STEPS;
  for (let index = 0; index < pixels.length; index++) {
    const at = 4 * index;
    const known = (data[at + 3] ?? 0) > OPAQUE && (less[at + 3] ?? 0) > OPAQUE;
    const step = known ? Math.round(((data[at] ?? 0) - (less[at] ?? 0)) * scale) : 0;
    pixels[index] = colours[STEPS + Math.min(Math.max(step, -STEPS), STEPS)] ?? 0;
  }
  own.putImageData(image, 0, 0);
  context.drawImage(canvas, 0, 0, size.width, size.height);
}
