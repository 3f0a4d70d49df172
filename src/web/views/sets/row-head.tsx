import type { RowSort } from '../../state/set-rows.ts';
import { setRowStrings as t } from '../../strings-set-rows.ts';
import type { ColumnSpec } from './row-columns.ts';

export interface RowHeadProps {
  readonly columns: readonly ColumnSpec[];
  readonly sort: RowSort;
  readonly onSort: (sort: RowSort) => void;
}

/** What columns are called; each orders the rows, and once more the other way. */
export function RowHead({ columns, sort, onSort }: RowHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, title }) => {
          const mark = sort.column !== id ? 'none' : sort.descending ? 'descending' : 'ascending';
          if (id === 'hear') {
            return (
              <th key={id} scope="col">
                <span className="unseen">{title}</span>
              </th>
            );
          }
          return (
            <th key={id} scope="col" aria-sort={mark} data-column={id}>
              <button
                type="button"
                className="rows-sort"
                title={t.sortBy(title)}
                onClick={() => onSort({ column: id, descending: sort.column === id && !sort.descending })}
              >
                {title}
                <span aria-hidden>{ARROWS[mark]}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const ARROWS = { none: '', ascending: ' \u2191', descending: ' \u2193' } as const;
