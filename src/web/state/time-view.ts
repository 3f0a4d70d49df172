/** The span of time that the views show, s from the source's start. */
export interface TimeView {
  readonly start: number;
  readonly end: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spanLength(span: Span): number {
  return span.end - span.start;
}

/** Never narrower than 8 samples per 100 px, never wider than the sound. */
export function minimumSpan(width: number, sampleRate: number): number {
  return (Math.max(width, 100) / 100) * (8 / sampleRate);
}

export function clampView(view: TimeView, duration: number, minimum: number): TimeView {
  const length = Math.min(Math.max(spanLength(view), minimum), duration);
  const start = Math.min(Math.max(view.start, 0), duration - length);
  return { start, end: start + length };
}

/** Zooms so that the time `about` stays under the pointer; a factor above 1 shows less. */
export function zoomView(view: TimeView, factor: number, about: number, duration: number, minimum: number): TimeView {
  const length = Math.min(Math.max(spanLength(view) / factor, minimum), duration);
  const share = (about - view.start) / spanLength(view);
  const start = about - share * length;
  return clampView({ start, end: start + length }, duration, minimum);
}

export function panView(view: TimeView, offset: number, duration: number): TimeView {
  return clampView({ start: view.start + offset, end: view.end + offset }, duration, 0);
}

/** Moves the view by the least that makes `time` visible. */
export function revealTime(view: TimeView, time: number, duration: number): TimeView {
  if (time < view.start) return panView(view, time - view.start, duration);
  if (time > view.end) return panView(view, time - view.end, duration);
  return view;
}

export function timeAt(view: TimeView, x: number, width: number): number {
  return view.start + (x / Math.max(width, 1)) * spanLength(view);
}

export function xAt(view: TimeView, time: number, width: number): number {
  return ((time - view.start) / spanLength(view)) * width;
}

/** The nearest instant that has a sample. */
export function snapToSample(time: number, sampleRate: number): number {
  return Math.round(time * sampleRate) / sampleRate;
}

export function isWhole(view: TimeView, duration: number): boolean {
  return view.start <= 0 && view.end >= duration;
}
