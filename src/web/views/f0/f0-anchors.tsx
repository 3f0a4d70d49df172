import { type PointerEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import { type Axis, heightOf, valueAt } from '../../layers/axis.ts';
import { type Anchor, type AnchorMove, anchorsOf, onGrid, withMovedAnchors } from '../../state/f0-anchors.ts';
import { type Dot, semitones } from '../../state/f0-contour.ts';
import { f0EditSentence } from '../../state/f0-edit-texts.ts';
import { f0StepOf, withF0Entries } from '../../state/f0-entries.ts';
import { f0CentreOf, usualF0 } from '../../state/f0-lines.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { spanLength, xAt } from '../../state/time-view.ts';

export interface F0AnchorsProps {
  readonly axis: Axis;
  readonly surface: RefObject<HTMLElement | null>;
}

interface Held {
  /** The one under the hand, which stays there while the view goes on. */
  readonly taken: Anchor;
  readonly moved: readonly Anchor[];
  /** CSS px where the hand took hold, and what was there: s, Hz. */
  readonly x: number;
  readonly y: number;
  readonly at: Dot;
  /** CSS px where it was last, and what is drawn for that. */
  readonly last: { readonly x: number; readonly y: number };
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
  useEscape(held !== undefined, () => setHeld(undefined));
  // What is written at the end are places in the edits as they were.
  if (held && !anchors.includes(held.taken)) setHeld(undefined);
  const isInSight = ({ at: [s] }: Anchor) => s >= time.start && s <= time.end;
  const areTooMany = anchors.filter(isInSight).length > MOST;
  // The one under the hand goes on hearing it when the view has left it behind, and stays at its place among the others:
  // one that is put elsewhere loses the hand.
  const shown = anchors.filter((anchor) => anchor === held?.taken || (!areTooMany && isInSight(anchor)));
  if (!step) return null;

  function under(event: PointerEvent<HTMLElement>): Dot | undefined {
    const box = surface.current?.getBoundingClientRect();
    if (!box) return undefined;
    const seconds = time.start + ((event.clientX - box.left) / box.width) * spanLength(time);
    return [seconds, valueAt(axis, 1 - (event.clientY - box.top) / box.height)];
  }

  function take(event: PointerEvent<HTMLElement>, anchor: Anchor): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    surface.current?.parentElement?.querySelector<HTMLElement>('[role=slider]')?.focus({ preventScroll: true });
    const { selection } = bench.store.getState().view;
    const isIn = ({ at: [s] }: Anchor) => selection !== undefined && s >= selection.start && s <= selection.end;
    const moved = event.shiftKey && isIn(anchor) ? anchors.filter(isIn) : [anchor];
    const at = under(event);
    if (!at) return;
    const [x, y] = [event.clientX, event.clientY];
    setHeld({ taken: anchor, moved, x, y, at, last: { x, y }, move: { seconds: 0, st: 0 } });
  }
  function moveOf({ moved, at, move }: Held, event: PointerEvent<HTMLElement>): AnchorMove {
    const now = under(event);
    if (!now) return move;
    const st = semitones(at[1], now[1]);
    const [only] = moved.length === 1 && event.shiftKey ? moved : [];
    const mean = f0CentreOf(bench.f0.store.getState().edited, usualF0(bench.store.getState().source));
    const own = only?.at[1] ?? 1;
    return { seconds: now[0] - at[0], st: only ? semitones(own, onGrid(own * 2 ** (st / 12), mean)) : st };
  }
  function drag(event: PointerEvent<HTMLElement>): void {
    if (held) setHeld({ ...held, last: { x: event.clientX, y: event.clientY }, move: moveOf(held, event) });
  }
  function drop(event: PointerEvent<HTMLElement>): void {
    setHeld(undefined);
    const contour = bench.f0.contour();
    const isMoved = held && Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLOP;
    if (!step || !held || !isMoved || !contour) return;
    // What is drawn, but for a last way of the hand that is not yet.
    const isDrawn = event.clientX === held.last.x && event.clientY === held.last.y;
    const entries = withMovedAnchors(step, held.moved, isDrawn ? held.move : moveOf(held, event), contour);
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
        <svg className="f0-dragged" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
          <path
            className="drawn"
            d={line.map(({ at: [s, hz] }, place) => `${place === 0 ? 'M' : 'L'}${x(s)} ${y(hz)}`).join('')}
          />
        </svg>
      ) : null}
      {shown.map((anchor) => (
        <span
          key={`${anchor.entry} ${anchor.index}`}
          className="f0-anchor"
          style={{ left: `${x(anchor.at[0])}%`, top: `${y(anchor.at[1])}%` }}
          onPointerDown={(event) => take(event, anchor)}
          onPointerMove={drag}
          onPointerUp={drop}
          onLostPointerCapture={() => setHeld(undefined)}
        />
      ))}
    </>
  );
}

/** Escape, wherever the focus is, and nothing else that it means there. */
function useEscape(on: boolean, run: () => void): void {
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [on, run]);
}
