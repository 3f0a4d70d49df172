import type { Span } from './time-view.ts';

/** The workbench's place in the page's address: which sound, and which part of it is seen. Nothing private. */
export interface Route {
  /** A content id. */
  readonly sound: string;
  readonly time?: Span;
}

/** Reads `sound=ID&t=0.5,1.25`, what stands behind the # of the address; undefined for a fragment that is another screen's, or none. */
export function readRoute(fragment: string): Route | undefined {
  const fields = new URLSearchParams(fragment);
  const sound = fields.get('sound');
  if (!fragment.startsWith('sound=') || sound === null || !/^[a-z2-7]{48}$/.test(sound)) return undefined;
  const [, start, end] = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(fields.get('t') ?? '') ?? [];
  if (start === undefined || end === undefined || Number(end) <= Number(start)) return { sound };
  return { sound, time: { start: Number(start), end: Number(end) } };
}

/** @returns the fragment, whose times are exact to the microsecond */
export function writeRoute({ sound, time }: Route): string {
  const short = (value: number) => String(Number(value.toFixed(6)));
  return `sound=${sound}${time ? `&t=${short(time.start)},${short(time.end)}` : ''}`;
}

/** Whether the fragment is ours to write: empty, or already of this form. */
export function isOurs(fragment: string): boolean {
  return fragment === '' || fragment.startsWith('sound=');
}
