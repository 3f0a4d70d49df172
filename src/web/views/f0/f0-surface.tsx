import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { OCTAVE_FACTORS } from '../../../core/kernels/contour-kernel.ts';
import { hertz } from '../../components/format.ts';
import { type Axis, valueAt } from '../../layers/axis.ts';
import type { Side } from '../../services/player.ts';
import { onGrid } from '../../state/f0-anchors.ts';
import {
  type Contour,
  type Dot,
  fewestAnchors,
  frameAt,
  framesIn,
  givenHz,
  likelyFactor,
  partAt,
  semitones,
  spanOf,
  timeOfFrame,
} from '../../state/f0-contour.ts';
import { f0CentreOf, usualF0 } from '../../state/f0-lines.ts';
import { type ResultLine, resultLineOf } from '../../state/f0-result.ts';
import { useApp, useF0, useWorkbench } from '../../state/hooks.ts';
import { timeAt } from '../../state/time-view.ts';
import { valuesName } from '../../state/value-parts.ts';
import type { Workbench } from '../../state/workbench.ts';
import { f0Strings } from '../../strings-f0.ts';
import { usePaneWheel } from '../pane-gestures.ts';
import { F0Anchors } from './f0-anchors.tsx';
import { F0Drawn, F0Ghosts } from './f0-ghosts.tsx';
import { multiplied } from './multiplied.ts';

export interface F0SurfaceProps {
  readonly pane: string;
  readonly axis: Axis;
  readonly side: Side;
}

/** Where the pointer is: s, Hz, and the frame. */
interface Place {
  readonly time: number;
  readonly hz: number;
  readonly frame: number;
}

/** st by which a drawn line's anchors may miss what the hand did. */
const DRAWN_WITHIN = 0.05;
/** st within which a click means a ghost. */
const GHOST_REACH = 4;
const SLOP = 3;

const VALUES = { name: valuesName({ id: 'f0', kind: 'line' }), centred: false };
const HANDS = new Set(['draw', 'octave', 'voicing']);

/**
 * What the f0 tools draw and take hold of, over the pane. What the pointer does here the keyboard does with the commands of the
 * f0 pane, so that assistive technology needs none of it.
 */
export function F0Surface({ pane, axis, side }: F0SurfaceProps) {
  const bench = useWorkbench();
  const ofResult = side === 'result';
  const recipe = useApp((state) => state.recipe);
  const listening = useApp((state) => state.listening);
  const edited = useF0((state) => state.edited);
  // On the result only a melody is drawn: what the tracker found is not seen there.
  const led = useMemo(
    () => (edited && ofResult ? resultLineOf({ recipe, listening }, edited) : undefined),
    [edited, ofResult, recipe, listening],
  );
  const contourNow = () => bench.f0.contour(ofResult ? 'shape' : undefined);
  const tool = useF0((state) => state.tool);
  const usable = edited !== undefined && (!ofResult || (tool === 'draw' && led !== undefined));
  const surface = useRef<HTMLDivElement>(null);
  const hand = useRef<{ readonly x: number; last: Place; readonly start: Place } | undefined>(undefined);
  const [line, setLine] = useState<ReadonlyMap<number, number>>(new Map());
  usePaneWheel(surface, VALUES);

  function placeOf(event: PointerEvent<HTMLElement>): Place | undefined {
    const contour = contourNow();
    if (!contour) return undefined;
    const box = event.currentTarget.getBoundingClientRect();
    const { time: span } = bench.store.getState().view;
    const time = timeAt(span, event.clientX - box.left, box.width);
    const height = 1 - (event.clientY - box.top) / box.height;
    bench.pointer.setState({ hover: { pane, time, height } });
    return { time, hz: givenHz(valueAt(axis, height)), frame: frameAt(contour, time) };
  }

  const gestures = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const place = placeOf(event);
      if (event.button !== 0 || !place) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.parentElement?.querySelector<HTMLElement>('[role=slider]')?.focus({ preventScroll: true });
      event.preventDefault();
      hand.current = { x: event.clientX, last: place, start: place };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const [place, held] = [placeOf(event), hand.current];
      if (!place || !held) return;
      if (line.size === 0 && Math.abs(event.clientX - held.x) <= SLOP) return;
      if (tool === 'octave') return;
      const mean = f0CentreOf(bench.f0.store.getState().edited, usualF0(bench.store.getState().source));
      const print = event.shiftKey ? (hz: number) => onGrid(hz, mean) : givenHz;
      setLine((drawn) => withStroke(drawn, held.last, place, print));
      held.last = place;
    },
    onPointerUp() {
      const held = hand.current;
      hand.current = undefined;
      setLine(new Map());
      const contour = contourNow();
      if (!held || !contour) return;
      if (line.size > 0 && led) finishResult(bench, contour, led, line);
      else if (line.size > 0) finish(bench, contour, tool, line);
      else click(bench, contour, tool, held.start);
    },
    onPointerCancel() {
      hand.current = undefined;
      setLine(new Map());
    },
    onPointerLeave: () => bench.pointer.setState({ hover: undefined }),
  };

  const active = usable && HANDS.has(tool);
  return (
    <div
      ref={surface}
      className={`f0-surface${active ? ` active ${tool}` : ''}`}
      aria-hidden
      {...(active ? gestures : {})}
    >
      {usable && !ofResult && tool === 'stylise' ? <F0Anchors axis={axis} surface={surface} /> : null}
      {ofResult ? (
        <F0Drawn axis={axis} line={line} />
      ) : (
        <F0Ghosts axis={axis} line={line} voicing={tool === 'voicing'} />
      )}
      {active && led?.mean !== undefined ? (
        <span className="f0-restored">{f0Strings.restored(hertz(led.mean))}</span>
      ) : null}
    </div>
  );
}

/**
 * The frames that the hand passed, with where it was; what it passes again is drawn over.
 * @param print what becomes of each f0
 */
function withStroke(
  drawn: ReadonlyMap<number, number>,
  from: Place,
  to: Place,
  print: (hz: number) => number,
): ReadonlyMap<number, number> {
  const all = new Map(drawn);
  const step = to.frame < from.frame ? -1 : 1;
  const count = Math.abs(to.frame - from.frame);
  for (let i = 0; i <= count; i++) {
    const part = count === 0 ? 1 : i / count;
    all.set(from.frame + i * step, print(from.hz * (to.hz / from.hz) ** part));
  }
  return all;
}

/** The frames of a line, in time. */
function framesOf(line: ReadonlyMap<number, number>): { frames: readonly number[]; first: number; last: number } {
  const frames = [...line.keys()].sort((a, b) => a - b);
  return { frames, first: frames[0] ?? 0, last: frames.at(-1) ?? 0 };
}

/** What was drawn on the result is written as the melody that its change of f0 turns into that. */
function finishResult(bench: Workbench, contour: Contour, led: ResultLine, line: ReadonlyMap<number, number>): void {
  const { frames, first, last } = framesOf(line);
  const dots = frames.map((frame): Dot => [timeOfFrame(contour, frame), led.before(line.get(frame) ?? 0)]);
  bench.f0.change({ operation: 'draw', value: fewestAnchors(dots, DRAWN_WITHIN) }, { first, last }, 'shape');
}

/** The end of a drag. */
function finish(bench: Workbench, contour: Contour, tool: string, line: ReadonlyMap<number, number>): void {
  const { frames, first, last } = framesOf(line);
  if (tool === 'voicing') {
    bench.f0.change({ operation: 'voice' }, { first, last });
    return;
  }
  const dots = frames.map((frame): Dot => [timeOfFrame(contour, frame), line.get(frame) ?? 0]);
  bench.f0.change({ operation: 'draw', value: fewestAnchors(dots, DRAWN_WITHIN) }, { first, last });
}

function click(bench: Workbench, contour: Contour, tool: string, place: Place): void {
  if (tool === 'octave') octaveClick(bench, contour, place);
  else {
    const part = partAt(contour, place.frame);
    if (tool === 'voicing' && part) {
      const { from, to } = spanOf(contour, part);
      bench.view.select({ start: from, end: to });
    } else bench.view.setCursor(place.time);
  }
}

/** A click on a run proposes, a click on a ghost takes it. */
function octaveClick(bench: Workbench, contour: Contour, { time, frame, hz }: Place): void {
  const { proposal } = bench.f0.store.getState();
  const own = contour.f0[frame] ?? 0;
  if (proposal && frame >= proposal.first && frame <= proposal.last && own > 0) {
    const ghosts = OCTAVE_FACTORS.map((value) => ({ value, off: Math.abs(semitones(multiplied(own, value), hz)) }));
    const nearest = ghosts.reduce((best, ghost) => (ghost.off < best.off ? ghost : best));
    if (nearest.off < Math.min(GHOST_REACH, Math.abs(semitones(own, hz)))) {
      bench.f0.change({ operation: 'octave', value: nearest.value }, proposal);
      return;
    }
  }
  const { selection } = bench.store.getState().view;
  const selected =
    selection && time >= selection.start && time <= selection.end ? framesIn(contour, selection) : undefined;
  const frames = selected ?? partAt(contour, frame);
  if (frames) bench.f0.propose(likelyFactor(contour, frames), frames);
  else bench.f0.drop();
}
