import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { placeAfter, RowGap, useRowWindow } from '../../components/row-window.tsx';
import { frequencyAt } from '../../layers/axis.ts';
import { type Rows, rowTexts, titlesOf } from '../../layers/rows.ts';
import { useWorkbench } from '../../state/hooks.ts';

const ROW_HEIGHT = 24;

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
  const { first, last, page, onScroll, show } = useRowWindow(box, rows.count, ROW_HEIGHT);
  const [chosen, setChosen] = useState<number>();
  // A row keeps its choice wherever an order puts it.
  const found = useMemo(() => (chosen === undefined ? 0 : order.indexOf(chosen)), [order, chosen]);
  const active = Math.min(Math.max(found, 0), rows.count - 1);
  const digits = digitsOf(rows);
  const id = useId();
  // The time cursor that had the focus made room for the table.
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus();
  }, []);
  const go = (place: number) => {
    setChosen(order[place]);
    const at = rows.at[order[place] ?? 0] ?? 0;
    if (rows.across) pointer.setState({ frequency: rows.across.column.unit === 'Hz' ? at : frequencyAt(at) });
    else view.placeCursor(at);
    show(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = placeAfter(event.key, { active, count: rows.count, page });
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
    <div ref={box} className="table-box" onScroll={onScroll}>
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
          <RowGap rows={first} rowHeight={ROW_HEIGHT} columns={titles.length} />
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
          <RowGap rows={rows.count - last} rowHeight={ROW_HEIGHT} columns={titles.length} />
        </tbody>
      </table>
    </div>
  );
}

const ARROWS = { none: '', ascending: ' \u2191', descending: ' \u2193' } as const;

/** Decimals of the time that tell neighbours apart. */
export function digitsOf({ at }: Rows): number {
  return (at[1] ?? 1) - (at[0] ?? 0) < 0.001 ? 5 : 3;
}
