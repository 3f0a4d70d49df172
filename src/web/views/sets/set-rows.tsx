import { Search, X } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { SearchField as AriaSearch, Input, ToggleButton } from 'react-aria-components';
import { useMedia } from '../../components/browser-hooks.ts';
import type { PlannedRow } from '../../services/set-client.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { NO_CHOICE, type RowChoice } from '../../state/row-choice.ts';
import { FIRST_SORT, isFactsColumn, rowSlices, type ShownRows, sortAmong } from '../../state/set-rows.ts';
import type { RowState } from '../../state/set-state.ts';
import { setRowStrings as t } from '../../strings-set-rows.ts';
import { setStrings } from '../../strings-sets.ts';
import { ChosenActions } from './chosen-actions.tsx';
import { columnsOf } from './row-columns.ts';
import { RowDetails } from './row-details.tsx';
import { RowGrid } from './row-grid.tsx';
import { RunBar } from './run-bar.tsx';
import { SetMap } from './set-map.tsx';
import { useSets } from './use-sets.ts';
import { useSliced } from './use-sliced.ts';

const NO_ROWS: ShownRows = { all: 0, found: [], shown: [] };
const NOTHING: ReadonlyMap<string, RowState> = new Map();

/** Every row of the set, those that are asked for, in an order, some of them chosen: in a map, and in a table. */
export function SetRows({ compact }: { readonly compact: boolean }) {
  const { sets, navigation } = useWorkbench();
  // Not in the task in which they come: thousands are filtered, ordered and placed.
  const rows = useDeferredValue(useSets(({ plan }) => plan.rows));
  const names = useSets(({ draft }) => draft?.factors.map(({ name }) => name).join(' ') ?? '');
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const [asked, setSort] = useState(FIRST_SORT);
  const [choice, setChoice] = useState(NO_CHOICE);
  const [isFailedOnly, setFailedOnly] = useState(false);
  const factors = useMemo(() => names.split(' ').filter((name) => name !== ''), [names]);
  const columns = useMemo(() => columnsOf(rows, factors, compact), [rows, factors, compact]);
  const sort = sortAmong(asked, columns);
  // An order of what is rendered goes on changing while it is; any other does not look.
  const known = useSets((state) => (isFailedOnly || isFactsColumn(sort.column) ? state.rows : NOTHING));
  const slices = useMemo(
    () => () => rowSlices(rows, { text: wanted, factors, sort, isFailedOnly, known }),
    [rows, wanted, factors, sort, isFailedOnly, known],
  );
  const { all, found, shown } = useSliced(slices, NO_ROWS);
  const chosen = useMemo(() => shown.filter(({ name }) => choice.names.has(name)), [shown, choice]);
  const title = columns.find(({ id }) => id === sort.column)?.title ?? '';
  const orderText = sort === FIRST_SORT ? '' : t.ordered(title, sort.descending);
  const open = (row: PlannedRow) => {
    if (sets.openRow(row.index)) navigation.go('lab');
  };
  const [isMoved, setIsMoved] = useState(false);
  const go = (next: RowChoice) => {
    setChoice(next);
    setIsMoved(true);
  };
  // The row that keys are at, also when rows go, come or change places under them.
  const active = shown[Math.min(choice.active, shown.length - 1)];
  const at = isMoved ? active?.index : undefined;
  const isWall = useMedia('(min-width: 1800px)');
  useEffect(() => sets.store.setState({ at }), [sets, at]);
  const pick = (some: readonly PlannedRow[], more: boolean) => {
    const names = new Set([...(more ? choice.names : []), ...some.map(({ name }) => name)]);
    const first = shown.findIndex(({ name }) => name === some[0]?.name);
    const place = first < 0 ? choice.active : first;
    go({ names, active: place, anchor: place });
  };
  // What is done by a key to the row that keys are at goes with the table.
  useEffect(() => () => sets.store.setState({ at: undefined }), [sets]);
  const box = useRef<HTMLDivElement>(null);
  /** What is pressed goes with what it is for: from the table the keys go on. */
  const toTable = () => box.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  const finish = () => {
    setChoice(NO_CHOICE);
    setIsMoved(false);
    toTable();
  };
  const showAll = () => {
    setFailedOnly(false);
    toTable();
  };
  return (
    <div ref={box} className="row-table" data-scope="sets">
      <div className="set-over">
        <RunBar onShowFailed={() => setFailedOnly(true)} />
        <div className="set-side">
          <SetMap rows={found} chosen={choice.names} onChoose={pick} onHear={(row) => void sets.hear(row.index)} />
          {isWall && active ? <RowDetails row={active} columns={columns} /> : null}
        </div>
      </div>
      <div className="set-row-tools">
        <AriaSearch className="sound-search" aria-label={t.filter} value={text} onChange={setText}>
          <Search aria-hidden />
          <Input placeholder={t.filterExample} spellCheck={false} />
        </AriaSearch>
        {isFailedOnly ? (
          <ToggleButton className="button" isSelected onChange={showAll}>
            {setStrings.failedOnly}
            <X aria-hidden />
          </ToggleButton>
        ) : null}
        <span className="quiet" role="status">
          {t.shown(shown.length, all)}
          {orderText === '' ? '' : ` \u00b7 ${orderText}`}
          {chosen.length === 0 ? '' : ` \u00b7 ${t.chosen(chosen.length)}`}
        </span>
        <ChosenActions chosen={chosen} factors={factors} onOpen={open} onDone={finish} />
      </div>
      <RowGrid
        rows={shown}
        columns={columns}
        sort={sort}
        onSort={setSort}
        choice={choice}
        onChoice={go}
        onOpen={open}
        onHear={(row) => void sets.hear(row.index)}
      />
      <p className="rows-help">{shown.length === 0 && all > 0 ? t.none : setStrings.tableHelp}</p>
    </div>
  );
}
