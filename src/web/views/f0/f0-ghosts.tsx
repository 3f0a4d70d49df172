import { useEffect, useState } from 'react';
import { OCTAVE_FACTORS } from '../../../core/kernels/contour-kernel.ts';
import { type Axis, heightOf } from '../../layers/axis.ts';
import type { Contour, Frames } from '../../state/f0-contour.ts';
import { useApp, useF0, useWorkbench } from '../../state/hooks.ts';
import { xAt } from '../../state/time-view.ts';
import { f0Strings } from '../../strings-f0.ts';
import { multiplied } from './multiplied.ts';

export interface F0GhostsProps {
  readonly axis: Axis;
  /** What is being drawn: Hz by frame. */
  readonly line: ReadonlyMap<number, number>;
  /** The hand gives voice, wherever it is high or low. */
  readonly voicing: boolean;
}

/** Lines that are not yet: what is drawn, the octaves that may be meant, and how smoothing would look. */
export function F0Ghosts({ axis, line, voicing }: F0GhostsProps) {
  const { f0 } = useWorkbench();
  const time = useApp((state) => state.view.time);
  const edited = useF0((state) => state.edited);
  const proposal = useF0((state) => state.proposal);
  const suspect = useF0((state) => state.suspect);
  const preview = usePreview();
  // Whatever `edited` is, it is of this contour.
  const contour = edited && f0.contour();
  if (!contour) return null;
  const x = (frame: number) => xAt(time, (frame * contour.framePeriodMs) / 1000, 100);
  const y = (hz: number) => 100 * (1 - heightOf(axis, hz));
  const path = (frames: Iterable<readonly [number, number]>) => pathOf(frames, x, y);
  const drawn = [...line].sort(([a], [b]) => a - b);
  const ghosts = proposal ? OCTAVE_FACTORS : [];
  return (
    <>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
        {suspect ? <Band x={x} frames={suspect} kind="suspect" /> : null}
        {voicing && drawn.length > 0 ? (
          <Band x={x} frames={{ first: drawn[0]?.[0] ?? 0, last: drawn.at(-1)?.[0] ?? 0 }} kind="voicing" />
        ) : (
          <path className="drawn" d={path(drawn)} />
        )}
        {proposal
          ? ghosts.map((value) => (
              <path
                key={value}
                className={value === proposal.value ? 'ghost chosen' : 'ghost'}
                d={path(voicedOf(contour, proposal, (hz) => multiplied(hz, value)))}
              />
            ))
          : null}
        {preview ? <path className="ghost chosen" d={path(voicedOf(preview.contour, preview.at))} /> : null}
      </svg>
      {proposal
        ? ghosts.map((value) => {
            const first = voicedOf(contour, proposal, (hz) => multiplied(hz, value))[0];
            const top = first ? y(first[1]) : -1;
            if (!first || top < 4 || top > 96) return null;
            return (
              <span
                key={value}
                className={value === proposal.value ? 'ghost-label chosen' : 'ghost-label'}
                style={{ left: `${x(proposal.first)}%`, top: `${top}%` }}
              >
                {f0Strings.factors[value]}
              </span>
            );
          })
        : null}
    </>
  );
}

/** A line that is being drawn on the result. */
export function F0Drawn({ axis, line }: Pick<F0GhostsProps, 'axis' | 'line'>) {
  const { f0 } = useWorkbench();
  const time = useApp((state) => state.view.time);
  const contour = line.size === 0 ? undefined : f0.contour('shape');
  if (!contour) return null;
  const x = (frame: number) => xAt(time, (frame * contour.framePeriodMs) / 1000, 100);
  const drawn = [...line].sort(([a], [b]) => a - b);
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
      <path className="drawn" d={pathOf(drawn, x, (hz) => 100 * (1 - heightOf(axis, hz)))} />
    </svg>
  );
}

interface BandProps {
  readonly x: (frame: number) => number;
  readonly frames: Frames;
  readonly kind: string;
}

function Band({ x, frames: { first, last }, kind }: BandProps) {
  const [left, right] = [x(first - 0.5), x(last + 0.5)];
  return <rect className={`band ${kind}`} x={left} y={0} width={Math.max(right - left, 0.2)} height={100} />;
}

function voicedOf(
  { f0 }: Contour,
  { first, last }: Frames,
  of: (hz: number) => number = (hz) => hz,
): readonly (readonly [number, number])[] {
  const frames: [number, number][] = [];
  for (let frame = first; frame <= last; frame++) {
    const hz = f0[frame] ?? 0;
    if (hz > 0) frames.push([frame, of(hz)]);
  }
  return frames;
}

/** Neighbouring frames joined. */
function pathOf(
  frames: Iterable<readonly [number, number]>,
  x: (frame: number) => number,
  y: (hz: number) => number,
): string {
  let last = Number.NaN;
  let path = '';
  for (const [frame, hz] of frames) {
    path += `${frame === last + 1 ? 'L' : 'M'}${x(frame).toFixed(3)} ${y(hz).toFixed(2)}`;
    last = frame;
  }
  return path;
}

interface Preview {
  readonly contour: Contour;
  readonly at: Frames;
}

/** What smoothing or stylising would give; asked for anew with each change of what it depends on. */
function usePreview(): Preview | undefined {
  const { f0 } = useWorkbench();
  const { tool, smoothing, family, edited } = useF0((state) => state);
  const { selection, cursor } = useApp((state) => state.view);
  const [preview, setPreview] = useState<Preview>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the preview is of all of these, by way of `f0`
  useEffect(() => {
    setPreview(undefined);
    const at = tool === 'smooth' || tool === 'stylise' ? f0.target() : undefined;
    if (!at) return;
    const asking = new AbortController();
    f0.preview(at, asking.signal).then(
      (contour) => {
        if (contour && !asking.signal.aborted) setPreview({ contour, at });
      },
      // The line simply is not there.
      () => undefined,
    );
    return () => asking.abort();
  }, [f0, tool, smoothing, family, edited, selection, cursor]);
  return preview;
}
