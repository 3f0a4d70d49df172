import type { PlotSize } from './canvas.tsx';

/** CSS px between lines. */
const GAP = 7;

/** Diagonal lines: here is nothing to be measured. */
export function drawHatching(context: CanvasRenderingContext2D, { width, height }: PlotSize, colour: string): void {
  const path = new Path2D();
  for (let x = -height; x < width; x += GAP) {
    path.moveTo(x, height);
    path.lineTo(x + height, 0);
  }
  context.save();
  context.strokeStyle = colour;
  context.globalAlpha = 0.4;
  context.lineWidth = 1;
  context.stroke(path);
  context.restore();
}
