import { CircleMinus, FileInput, Play, Search } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { SearchField as AriaSearch, Button, Input } from 'react-aria-components';
import type { PlannedRow } from '../../services/set-client.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { NO_CHOICE } from '../../state/row-choice.ts';
import { exclusionsOf, withExclusions } from '../../state/set-details.ts';
import { exclusionsFor, FIRST_SORT, filterRows, isFactsColumn, sortAmong, sortRows } from '../../state/set-rows.ts';
import type { RowState } from '../../state/set-state.ts';
import { strings } from '../../strings.ts';
import { setRowStrings as t } from '../../strings-set-rows.ts';
import { columnsOf } from './row-cells.tsx';
import { RowGrid } from './row-grid.tsx';
import { useSets } from './use-sets.ts';

const NOTHING: ReadonlyMap<string, RowState> = new Map();

/** Every row of the set, those that are asked for, in an order, some of them chosen. */
export function RowTable({ compact }: { readonly compact: boolean }) {
  const { sets, navigation } = useWorkbench();
  const rows = useSets(({ plan }) => plan.rows);
  const names = useSets(({ draft }) => draft?.factors.map(({ name }) => name).join(' ') ?? '');
  const [text, setText] = useState('');
  const [asked, setSort] = useState(FIRST_SORT);
  const [choice, setChoice] = useState(NO_CHOICE);
  const factors = useMemo(() => names.split(' ').filter((name) => name !== ''), [names]);
  const columns = useMemo(() => columnsOf(rows[0], factors, compact), [rows, factors, compact]);
  const sort = sortAmong(asked, columns);
  // An order of what is rendered goes on changing while it is; any other does not look.
  const known = useSets((state) => (isFactsColumn(sort.column) ? state.rows : NOTHING));
  const found = useMemo(() => filterRows(rows, text, factors), [rows, text, factors]);
  const shown = useMemo(() => sortRows(found, sort, known), [found, sort, known]);
  const chosen = useMemo(() => shown.filter(({ name }) => choice.names.has(name)), [shown, choice]);
  const title = columns.find(({ id }) => id === sort.column)?.title ?? '';
  const orderText = sort === FIRST_SORT ? '' : t.ordered(title, sort.descending);
  const open = (row: PlannedRow) => {
    if (sets.openRow(row.index)) navigation.go('lab');
  };
  const box = useRef<HTMLDivElement>(null);
  const finish = () => {
    setChoice(NO_CHOICE);
    // What can be done with chosen rows goes with them: from the table the keys go on.
    box.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  };
  return (
    <div ref={box} className="row-table">
      <div className="set-row-tools">
        <AriaSearch className="sound-search" aria-label={t.filter} value={text} onChange={setText}>
          <Search aria-hidden />
          <Input placeholder={t.filterExample} spellCheck={false} />
        </AriaSearch>
        <span className="quiet" role="status">
          {t.shown(shown.length, rows.length)}
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
        onChoice={setChoice}
        onOpen={open}
        onHear={(row) => void sets.hear(row.index)}
      />
      <p className="rows-help">{shown.length === 0 && rows.length > 0 ? t.none : strings.sets.tableHelp}</p>
    </div>
  );
}

interface ChosenProps {
  readonly chosen: readonly PlannedRow[];
  readonly factors: readonly string[];
  readonly onOpen: (row: PlannedRow) => void;
  readonly onDone: () => void;
}

/** What can be done with the rows that are chosen. */
function ChosenActions({ chosen, factors, onOpen, onDone }: ChosenProps) {
  const { sets } = useWorkbench();
  const draft = useSets((state) => state.draft);
  const isIdle = useSets(({ run, plan }) => run.status === 'idle' && plan.error === undefined);
  const [only] = chosen;
  if (!draft || only === undefined) return null;
  const exclusions = exclusionsFor(chosen, factors);
  return (
    <div className="set-row-actions">
      {chosen.length === 1 ? (
        <Button className="button" onPress={() => onOpen(only)}>
          <FileInput aria-hidden />
          {t.open}
        </Button>
      ) : null}
      <Button className="button" isDisabled={!isIdle} onPress={() => void sets.start(chosen)}>
        <Play aria-hidden />
        {t.render}
      </Button>
      <Button
        className="button"
        isDisabled={!isIdle || exclusions.length === 0}
        onPress={() => {
          sets.change(withExclusions(draft, [...exclusionsOf(draft), ...exclusions]));
          onDone();
        }}
      >
        <CircleMinus aria-hidden />
        {t.leaveOut}
      </Button>
    </div>
  );
}
