// biome-ignore-all lint/a11y/useSemanticElements: a table would draw columns; the rows lay themselves out
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, its cell only says that it is one
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are taken before a row's buttons have them
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type MarkableRow, type MarkWay, markRow } from './row-marks.ts';
import { placeAfter } from './row-window.tsx';

export interface ListRow extends MarkableRow {
  /** What it is called to assistive technology. */
  readonly name: string;
  readonly className: string;
  readonly content: ReactNode;
}

export interface RowListProps {
  readonly label: string;
  readonly className: string;
  readonly rows: readonly ListRow[];
  readonly marked: ReadonlySet<string>;
  /** In the order of the rows, none of them closed; never none. */
  readonly onMark: (ids: readonly string[]) => void;
  /** Where there are no rows. */
  readonly empty: ReactNode;
}

/** Rows that a page key goes on by. */
const PAGE = 8;
const INSIDE = 'button, a[href], input';

/**
 * A list whose rows have buttons of their own, as a grid of one column: one stop of Tab, arrows from row to row, which mark
 * as they go, and sideways to a row's buttons. Shift marks as far as there, Ctrl goes without marking or adds what is
 * pressed; where several are marked, a finger adds, too.
 */
export function RowList({ label, className, rows, marked, onMark, empty }: RowListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<string>();
  const anchor = useRef<string>(undefined);
  const hadFocus = useRef(false);
  const isThere = (id: string | undefined) => rows.some((row) => row.id === id);
  const active = isThere(last) ? last : (rows.find(({ id }) => marked.has(id)) ?? rows[0])?.id;
  const rowOf = (id: string | undefined) =>
    [...(box.current?.children ?? [])].find((row) => row.getAttribute('data-key') === id) as HTMLElement | undefined;

  const place = useRef(0);
  const at = rows.findIndex(({ id }) => id === last);
  useEffect(() => {
    if (at >= 0) place.current = at;
    else if (hadFocus.current && last !== undefined) {
      // The row that had the focus has gone: its neighbour takes it, unless somebody else has.
      const next = rows[Math.min(place.current, rows.length - 1)]?.id;
      setLast(next);
      if (document.activeElement === document.body) rowOf(next)?.focus();
    }
  });

  const mark = (id: string, way: MarkWay) => {
    const next = markRow(rows, { marked, anchor: anchor.current }, active, id, way);
    anchor.current = next.anchor;
    if (next.marked !== marked) onMark([...next.marked]);
  };
  const isLeaving = useRef(false);
  const leave = (event: KeyboardEvent<HTMLDivElement>) => {
    isLeaving.current = true;
    goToEdge(event);
    isLeaving.current = false;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const { key, target, currentTarget } = event;
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target) || event.altKey) return;
    const row = target.closest<HTMLElement>('[data-key]');
    if (!row) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const here = rows.findIndex(({ id }) => id === row.dataset['key']);
    const to = placeAfter(key, { active: here, count: rows.length, page: PAGE });
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const id = to === undefined ? undefined : rows[to]?.id;
    if (key === 'Tab') return leave(event);
    if (id !== undefined) {
      rowOf(id)?.focus();
      if (event.shiftKey) mark(id, 'range');
      else if (!isCommand && to !== here) mark(id, 'one');
    } else if (sideways !== undefined) {
      const stops = [row, ...row.querySelectorAll<HTMLElement>(INSIDE)];
      stops.at((stops.indexOf(target) + sideways) % stops.length)?.focus();
    } else if (target === row && (key === 'Enter' || key === ' ')) {
      mark(row.dataset['key'] ?? '', event.shiftKey ? 'range' : isCommand ? 'toggle' : 'one');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const { target, currentTarget } = event;
    if (!(target instanceof Element) || !currentTarget.contains(target) || target.closest(INSIDE)) return;
    const id = target.closest<HTMLElement>('[data-key]')?.dataset['key'];
    if (id === undefined) return;
    const isMouse = (event.nativeEvent as PointerEvent).pointerType === 'mouse';
    const adds = event.ctrlKey || event.metaKey || (marked.size > 1 && !isMouse);
    mark(id, event.shiftKey ? 'range' : adds ? 'toggle' : 'one');
  };
  const onFocus = ({ target, currentTarget, relatedTarget }: FocusEvent<HTMLDivElement>) => {
    // On its way out it passes the last button, and the row that is left stays the one to come back to.
    if (!currentTarget.contains(target) || isLeaving.current) return;
    const row = target.closest<HTMLElement>('[data-key]');
    const isInside = currentTarget.contains(relatedTarget);
    hadFocus.current = true;
    // Whoever comes back by Tab comes to the row that was left, and not to a button; what a menu gives back, its button keeps.
    const isBack = relatedTarget instanceof Element && !relatedTarget.closest('[role=menu], [role=dialog]');
    if (row && row !== target && isBack && !isInside && target.matches(':focus-visible')) rowOf(active)?.focus();
    else if (row) setLast(row.dataset['key']);
    if (row === target) row.scrollIntoView({ block: 'nearest' });
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLDivElement>) => {
    if (!currentTarget.contains(relatedTarget)) hadFocus.current = relatedTarget === null && !isThere(last);
  };
  if (rows.length === 0) return <div className={className}>{empty}</div>;
  return (
    <div
      ref={box}
      role="grid"
      className={className}
      aria-label={label}
      tabIndex={-1}
      {...(marked.size > 1 ? { 'aria-multiselectable': true } : {})}
      onKeyDownCapture={onKeyDown}
      onClick={onClick}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {rows.map(({ id, name, className: look, closed, content }) => (
        <div
          key={id}
          role="row"
          className={look}
          data-key={id}
          tabIndex={id === active ? 0 : -1}
          aria-label={name}
          {...(closed ? {} : { 'aria-selected': marked.has(id) })}
        >
          <div role="gridcell" className="row-cell" aria-colindex={1}>
            {content}
          </div>
        </div>
      ))}
    </div>
  );
}

/** The list is one stop: Tab goes on from its last button, Shift+Tab from before its first row. */
function goToEdge({ shiftKey, currentTarget }: KeyboardEvent<HTMLDivElement>): void {
  if (shiftKey) currentTarget.focus();
  else [...currentTarget.querySelectorAll<HTMLElement>(INSIDE)].at(-1)?.focus();
}
