import { memo, useEffect, useRef } from 'react';

export interface PlotSize {
  /** CSS px */
  readonly width: number;
  readonly height: number;
  /** Device px per CSS px. */
  readonly ratio: number;
}

/** Draws everything anew, in CSS px. */
export type Paint = (context: CanvasRenderingContext2D, size: PlotSize) => void;

/**
 * A canvas as large as its box in device pixels. It paints once per frame at most: when the box changes, and when
 * `paint` is a new function. Invisible to assistive technology; the pane around it says what it shows.
 */
export const Canvas = memo(function Canvas({ paint }: { readonly paint: Paint }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(paint);
  latest.current = paint;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => repaint(element, latest.current));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const frame = requestAnimationFrame(() => repaint(element, paint));
    return () => cancelAnimationFrame(frame);
  }, [paint]);

  return <canvas ref={canvas} className="canvas" aria-hidden />;
});

function repaint(element: HTMLCanvasElement, paint: Paint): void {
  const { clientWidth: width, clientHeight: height } = element;
  const ratio = window.devicePixelRatio;
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (element.width !== deviceWidth) element.width = deviceWidth;
  if (element.height !== deviceHeight) element.height = deviceHeight;
  const context = element.getContext('2d');
  if (!context || deviceWidth === 0 || deviceHeight === 0) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  paint(context, { width, height, ratio });
}
