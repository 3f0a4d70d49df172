import { z } from 'zod';
import type { F0Track } from '../services/engine-client.ts';
import type { Span } from './time-view.ts';

const seconds = z.number().nonnegative();

const markSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  start: seconds,
  /** Of a span; missing where it is a point. */
  end: seconds.exactOptional(),
});

/** Named times and spans by the sound's content id; part of the document, so that they are kept and undone. */
export const marksSchema = z.record(z.string(), z.array(markSchema));

/** s on the sound's own axis */
export type Mark = Readonly<z.infer<typeof markSchema>>;

export type MarksDoc = Readonly<Record<string, readonly Mark[]>>;

/** Another mark, in the order of time, with the first number that no mark has as its name. */
export function addMark(marks: readonly Mark[], place: Pick<Mark, 'start' | 'end'>): readonly Mark[] {
  let number = 1;
  const taken = (text: string) => marks.some(({ id, name }) => id === text || name === text);
  while (taken(String(number))) number++;
  const mark = { id: String(number), name: String(number), ...place };
  return [...marks, mark].sort((a, b) => a.start - b.start || (a.end ?? a.start) - (b.end ?? b.start));
}

/** The mark that stands exactly there. */
export function markAt(marks: readonly Mark[], { start, end }: Pick<Mark, 'start' | 'end'>): Mark | undefined {
  return marks.find((mark) => mark.start === start && mark.end === end);
}

/** Where the cursor stops on its way, s: edges of voicing, marks and the selection. */
export function landmarks(
  marks: readonly Mark[],
  selection: Span | undefined,
  track: F0Track | undefined,
): readonly number[] {
  const period = (track?.framePeriodMs ?? 0) / 1000;
  const edges: number[] = [];
  const voiced = (frame: number) => (track?.f0[frame] ?? 0) > 0;
  for (let frame = 1; frame < (track?.f0.length ?? 0); frame++) {
    if (voiced(frame) !== voiced(frame - 1)) edges.push((frame - 0.5) * period);
  }
  const ends = marks.flatMap(({ start, end }) => (end === undefined ? [start] : [start, end]));
  return [...edges, ...ends, ...(selection ? [selection.start, selection.end] : [])].sort((a, b) => a - b);
}

/** Half a sample of the highest rate: what a time that was snapped may be beside where it was meant to be. */
const BESIDE = 1e-5;

export function nextLandmark(times: readonly number[], from: number, direction: 1 | -1): number | undefined {
  const beyond = times.filter((time) => (time - from) * direction > BESIDE);
  return direction > 0 ? beyond[0] : beyond.at(-1);
}
