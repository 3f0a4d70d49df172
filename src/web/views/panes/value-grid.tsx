import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { useExtent } from '../../components/browser-hooks.ts';
import { frequencyAt } from '../../layers/axis.ts';
import { type Rows, rowTexts, titlesOf } from '../../layers/rows.ts';
import { useWorkbench } from '../../state/hooks.ts';

const ROW_HEIGHT = 24;
const BEYOND = 6;

export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

export const IN_TIME: Sort = { column: 0, descending: false };

export interface ValueGridProps {
  readonly rows: Rows;
  /** Row numbers. */
  readonly order: Uint32Array;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly name: string;
}

/** Only the rows in sight are in the document; arrows go through all of them and take the time cursor along. */
export function ValueGrid({ rows, order, sort, onSort, name }: ValueGridProps) {
  const { view, pointer } = useWorkbench();
  const box = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const height = useExtent(box, 'height');
  const [top, setTop] = useState(0);
  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, rows.count - 1);
  const digits = digitsOf(rows);
  const id = useId();
  // The time cursor that had the focus made room for the table.
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus();
  }, []);
  const first = Math.max(Math.floor(top / ROW_HEIGHT) - BEYOND, 0);
  const last = Math.min(Math.ceil((top + height) / ROW_HEIGHT) + BEYOND, rows.count);

  const go = (to: number) => {
    const place = Math.min(Math.max(to, 0), rows.count - 1);
    setActive(place);
    const at = rows.at[order[place] ?? 0] ?? 0;
    if (rows.across) pointer.setState({ frequency: rows.across.column.unit === 'Hz' ? at : frequencyAt(at) });
    else view.placeCursor(at);
    const element = box.current;
    if (!element) return;
    const y = place * ROW_HEIGHT;
    if (y < element.scrollTop) element.scrollTop = y;
    else if (y + 2 * ROW_HEIGHT > element.scrollTop + height) element.scrollTop = y + 2 * ROW_HEIGHT - height;
  };
  const page = Math.max(Math.floor(height / ROW_HEIGHT) - 1, 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: active - 1,
    ArrowDown: active + 1,
    PageUp: active - page,
    PageDown: active + page,
    Home: 0,
    End: rows.count - 1,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = steps[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  };
  const mark = (column: number) => (sort.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none');
  const onPointerDown = (event: PointerEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
    if (row) go(Number(row.dataset['place']));
  };
  const titles = titlesOf(rows);
  return (
    <div ref={box} className="table-box" onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose rows are gone through by keys
        role="grid"
        tabIndex={0}
        aria-label={name}
        aria-rowcount={rows.count + 1}
        {...(active >= first && active < last ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {titles.map((title, column) => (
              <th key={title} scope="col" aria-sort={mark(column)}>
                <button
                  type="button"
                  tabIndex={-1}
                  onClick={() => onSort({ column, descending: sort.column === column && !sort.descending })}
                >
                  {title}
                  <span aria-hidden>{ARROWS[mark(column)]}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} />
          {Array.from({ length: Math.max(last - first, 0) }, (_, index) => first + index).map((place) => (
            <tr
              key={place}
              id={`${id}-${place}`}
              data-place={place}
              aria-rowindex={place + 2}
              aria-selected={place === active}
            >
              {rowTexts(rows, order[place] ?? 0, digits).map((text, column) => (
                <td key={titles[column]}>{text}</td>
              ))}
            </tr>
          ))}
          <Gap rows={rows.count - last} />
        </tbody>
      </table>
    </div>
  );
}

const ARROWS = { none: '', ascending: ' \u2191', descending: ' \u2193' } as const;

/** As high as the rows that are not in the document. */
function Gap({ rows }: { readonly rows: number }) {
  return rows > 0 ? (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td />
    </tr>
  ) : null;
}

/** Decimals of the time that tell neighbours apart. */
export function digitsOf({ at }: Rows): number {
  return (at[1] ?? 1) - (at[0] ?? 0) < 0.001 ? 5 : 3;
}
