import { type PointerEvent, type RefObject, useMemo, useState } from 'react';
import { type Axis, heightOf, valueAt } from '../../layers/axis.ts';
import { meanF0 } from '../../state/app-state.ts';
import { type Anchor, type AnchorMove, anchorsOf, onGrid, withMovedAnchors } from '../../state/f0-anchors.ts';
import { semitones } from '../../state/f0-contour.ts';
import { f0EditSentence } from '../../state/f0-edit-texts.ts';
import { f0StepOf, withF0Entries } from '../../state/f0-entries.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { spanLength, xAt } from '../../state/time-view.ts';

export interface F0AnchorsProps {
  readonly axis: Axis;
  readonly surface: RefObject<HTMLElement | null>;
}

interface Held {
  readonly moved: readonly Anchor[];
  /** CSS px where the hand took hold. */
  readonly x: number;
  readonly y: number;
  readonly move: AnchorMove;
}

/** More in sight are too near to each other for a hand. */
const MOST = 300;
const SLOP = 3;

/** The squares of a drawn melody, for the hand: dragged by themselves, with Shift on the grid, or all that are selected. */
export function F0Anchors({ axis, surface }: F0AnchorsProps) {
  const bench = useWorkbench();
  const step = useApp((state) => f0StepOf(state.recipe.present));
  const time = useApp((state) => state.view.time);
  const anchors = useMemo(() => (step ? anchorsOf(step) : []), [step]);
  const [held, setHeld] = useState<Held>();
  const seen = anchors.filter(({ at: [s] }) => s >= time.start && s <= time.end);
  if (!step || seen.length > MOST) return null;

  function take(event: PointerEvent<HTMLElement>, anchor: Anchor): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    surface.current?.parentElement?.querySelector<HTMLElement>('[role=slider]')?.focus({ preventScroll: true });
    const { selection } = bench.store.getState().view;
    const isIn = ({ at: [s] }: Anchor) => selection !== undefined && s >= selection.start && s <= selection.end;
    const moved = event.shiftKey && isIn(anchor) ? anchors.filter(isIn) : [anchor];
    setHeld({ moved, x: event.clientX, y: event.clientY, move: { seconds: 0, st: 0 } });
  }
  function drag(event: PointerEvent<HTMLElement>): void {
    const box = surface.current?.getBoundingClientRect();
    if (!held || !box) return;
    const hzAt = (y: number) => valueAt(axis, 1 - (y - box.top) / box.height);
    const st = semitones(hzAt(held.y), hzAt(event.clientY));
    const [only] = held.moved.length === 1 && event.shiftKey ? held.moved : [];
    const mean = meanF0(bench.store.getState().source);
    const own = only?.at[1] ?? 1;
    setHeld({
      ...held,
      move: {
        seconds: ((event.clientX - held.x) / box.width) * spanLength(time),
        st: only ? semitones(own, onGrid(own * 2 ** (st / 12), mean)) : st,
      },
    });
  }
  function drop(event: PointerEvent<HTMLElement>): void {
    setHeld(undefined);
    const contour = bench.f0.contour();
    const isMoved = held && Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLOP;
    if (!step || !held || !isMoved || !contour) return;
    const entries = withMovedAnchors(step, held.moved, held.move, contour);
    bench.recipe.setF0Entries(step.id, entries);
    const edit = entries[held.moved[0]?.entry ?? 0]?.edit;
    if (edit) bench.settings.say(f0EditSentence(edit));
  }

  const contour = held ? bench.f0.contour() : undefined;
  const after =
    held && contour ? anchorsOf(withF0Entries(step, withMovedAnchors(step, held.moved, held.move, contour))) : [];
  const x = (s: number) => xAt(time, s, 100);
  const y = (hz: number) => 100 * (1 - heightOf(axis, hz));
  const line = after.filter(({ entry }) => entry === held?.moved[0]?.entry);
  return (
    <>
      {held ? (
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          <path
            className="drawn"
            d={line.map(({ at: [s, hz] }, place) => `${place === 0 ? 'M' : 'L'}${x(s)} ${y(hz)}`).join('')}
          />
        </svg>
      ) : null}
      {seen.map((anchor) => (
        <span
          key={`${anchor.entry} ${anchor.index}`}
          className="f0-anchor"
          style={{ left: `${x(anchor.at[0])}%`, top: `${y(anchor.at[1])}%` }}
          onPointerDown={(event) => take(event, anchor)}
          onPointerMove={drag}
          onPointerUp={drop}
          onPointerCancel={() => setHeld(undefined)}
        />
      ))}
    </>
  );
}
