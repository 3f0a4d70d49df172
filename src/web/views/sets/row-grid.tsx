import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react';
import { placeAfter, RowGap, useRowWindow } from '../../components/row-window.tsx';
import type { PlannedRow } from '../../services/set-client.ts';
import { type ChoiceWay, choose, chooseAll, NO_CHOICE, type RowChoice } from '../../state/row-choice.ts';
import type { RowSort } from '../../state/set-rows.ts';
import type { RowState } from '../../state/set-state.ts';
import { setStrings } from '../../strings-sets.ts';
import { CellText } from './row-cells.tsx';
import type { ColumnSpec } from './row-columns.ts';
import { RowHead } from './row-head.tsx';
import { useSets } from './use-sets.ts';

export interface RowGridProps {
  /** In the order in which they are shown. */
  readonly rows: readonly PlannedRow[];
  readonly columns: readonly ColumnSpec[];
  readonly sort: RowSort;
  readonly onSort: (sort: RowSort) => void;
  readonly choice: RowChoice;
  readonly onChoice: (choice: RowChoice) => void;
  readonly onOpen: (row: PlannedRow) => void;
  readonly onHear: (row: PlannedRow) => void;
}

const ROW_HEIGHT = 30;

/** Only the rows in sight are in the document; assistive technology is told how many there are, and arrows go through all. */
export function RowGrid({ rows, columns, sort, onSort, choice, onChoice, onOpen, onHear }: RowGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const { first, last, page, onScroll, show } = useRowWindow(box, rows.length, ROW_HEIGHT);
  const id = useId();
  const active = Math.min(choice.active, rows.length - 1);
  const isDrawn = active >= first && active < last;

  const latest = useRef(show);
  latest.current = show;
  // The map chooses rows, too.
  useEffect(() => {
    if (choice.names.size > 0) latest.current(choice.active);
  }, [choice]);

  const go = (to: number, way: ChoiceWay) => {
    onChoice(choose(rows, choice, to, way));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isButton(event.target) || event.altKey) return;
    if (!takeKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** @returns false for a key that means nothing here */
  const takeKey = (event: KeyboardEvent): boolean => {
    const { key, shiftKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const row = rows[active];
    if (key === 'a' && isCommand) onChoice(chooseAll(rows, choice));
    else if (key === ' ' && isCommand) go(active, 'toggle');
    else if (isCommand) return false;
    else if (key === 'Escape' && choice.names.size > 0) onChoice({ ...NO_CHOICE, active });
    else if (key === ' ' && row) onHear(row);
    else if (key === 'Enter' && row) onOpen(row);
    else {
      // The first arrow chooses the row that keys are at.
      const step = choice.names.size === 0 && !shiftKey ? 0 : 1;
      const to = placeAfter(key, { active, count: rows.length, page, step });
      if (to === undefined) return false;
      go(to, shiftKey ? 'range' : 'one');
    }
    return true;
  };
  const onClick = (event: MouseEvent) => {
    if (isButton(event.target)) return;
    const place = placeOf(event);
    if (place !== undefined) go(place, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one');
  };
  const onDoubleClick = (event: MouseEvent) => {
    const row = isButton(event.target) ? undefined : rows[placeOf(event) ?? -1];
    if (row) onOpen(row);
  };
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  return (
    <div ref={box} className="rows" onScroll={onScroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose rows are gone through by keys
        role="grid"
        tabIndex={0}
        aria-label={setStrings.table}
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        {...(isDrawn ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        style={{ minWidth: least }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
      >
        <colgroup>
          {columns.map(({ id: column, width }) => (
            <col key={column} {...(width === undefined ? {} : { style: { width } })} />
          ))}
        </colgroup>
        <RowHead columns={columns} sort={sort} onSort={onSort} />
        <tbody>
          <RowGap rows={first} rowHeight={ROW_HEIGHT} columns={columns.length} />
          {rows.slice(first, last).map((row, index) => (
            <tr
              key={row.name}
              id={`${id}-${first + index}`}
              data-place={first + index}
              data-active={first + index === active || undefined}
              aria-rowindex={first + index + 2}
              aria-selected={choice.names.has(row.name)}
            >
              <Cells row={row} columns={columns} />
            </tr>
          ))}
          <RowGap rows={rows.length - last} rowHeight={ROW_HEIGHT} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** A row reads its own state, so that one that is rendered draws itself and not the table. */
function Cells({ row, columns }: { readonly row: PlannedRow; readonly columns: readonly ColumnSpec[] }) {
  const now = useSets((state) => state.rows.get(row.signature));
  return columns.map(({ id }) => <Cell key={id} column={id} row={row} now={now} />);
}

interface CellProps {
  readonly column: string;
  readonly row: PlannedRow;
  readonly now: RowState | undefined;
}

function Cell({ column, row, now }: CellProps) {
  const text = <CellText column={column} row={row} now={now} />;
  const className = column.startsWith('factor ') ? 'rows-cell' : `rows-cell ${column}`;
  if (column !== 'name') return <td className={className}>{text}</td>;
  return (
    <th scope="row" className={className}>
      {text}
    </th>
  );
}

function placeOf({ target }: MouseEvent): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  return row === null ? undefined : Number(row.dataset['place']);
}

function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
