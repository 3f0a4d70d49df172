import { Play, Square } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import {
  Button,
  Cell,
  Column,
  Row,
  type Selection,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from 'react-aria-components';
import { decimal, seconds, shortSignature } from '../../components/format.ts';
import type { PlannedRow } from '../../services/set-client.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { rowStateOf } from '../../state/set-state.ts';
import { printValue } from '../../state/value-texts.ts';
import { strings } from '../../strings.ts';
import { useSets } from './use-sets.ts';

interface ColumnSpec {
  readonly id: string;
  readonly title: string;
  readonly width: number | `${number}fr`;
  readonly minWidth?: number;
}

const ROW = { rowHeight: 30, headingHeight: 30 };

/** Every row, however many: only those in sight are in the document. */
export function RowTable({ compact }: { readonly compact: boolean }) {
  const { sets, navigation } = useWorkbench();
  const rows = useSets(({ plan }) => plan.rows);
  const [chosen, setChosen] = useState<Selection>(new Set());
  const draft = useSets((state) => state.draft);
  const factors = draft?.factors.map(({ name }) => name).join(' ') ?? '';
  const columns = useMemo(() => columnsOf(rows[0], factors.split(' '), compact), [rows, factors, compact]);
  const onKeyDown = (event: KeyboardEvent) => {
    const [key] = chosen === 'all' ? [] : chosen;
    if (event.key !== ' ' || key === undefined || isButton(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    void sets.hear(Number(key));
  };
  return (
    <div className="row-table" onKeyDownCapture={onKeyDown}>
      <Virtualizer layout={TableLayout} layoutOptions={ROW}>
        <Table
          aria-label={strings.sets.table}
          className="rows"
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={chosen}
          onSelectionChange={setChosen}
          onRowAction={(key) => {
            if (sets.openRow(Number(key))) navigation.go('lab');
          }}
        >
          <TableHeader columns={columns}>
            {({ id, title, width, minWidth }) => (
              <Column
                id={id}
                className="rows-column"
                isRowHeader={id === 'name'}
                width={width}
                minWidth={minWidth ?? (typeof width === 'number' ? width : null)}
              >
                {id === 'hear' ? <span className="unseen">{title}</span> : title}
              </Column>
            )}
          </TableHeader>
          <TableBody items={rows} dependencies={[columns]}>
            {(row) => (
              <Row id={row.index} columns={columns} className="row">
                {(column) => (
                  <Cell className={`rows-cell ${column.id}`}>
                    <CellText column={column.id} row={row} />
                  </Cell>
                )}
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
      <p className="rows-help">{strings.sets.tableHelp}</p>
    </div>
  );
}

/** @param names of factors, in their order */
function columnsOf(row: PlannedRow | undefined, names: readonly string[], compact: boolean): readonly ColumnSpec[] {
  const t = strings.sets.columns;
  const hear: ColumnSpec = { id: 'hear', title: t.hear, width: compact ? 52 : 34 };
  const name: ColumnSpec = { id: 'name', title: t.name, width: '2fr', minWidth: 140 };
  const state: ColumnSpec = { id: 'state', title: t.state, width: 96 };
  if (compact) return [hear, name, state];
  const factors = names
    .filter((factor) => row !== undefined && Object.hasOwn(row.values, factor))
    .map((factor): ColumnSpec => ({ id: `factor ${factor}`, title: factor, width: '1fr', minWidth: 60 }));
  return [
    hear,
    { id: 'index', title: t.index, width: 48 },
    name,
    ...factors,
    state,
    { id: 'duration', title: t.duration, width: 84 },
    { id: 'peak', title: t.peak, width: 84 },
    { id: 'rms', title: t.rms, width: 84 },
    { id: 'signature', title: t.signature, width: 92 },
  ];
}

interface CellProps {
  readonly column: string;
  readonly row: PlannedRow;
}

/** Each reads its own row's state, so that a rendered row draws itself and not the table. */
function CellText({ column, row }: CellProps) {
  const now = useSets((state) => state.rows.get(row.signature));
  const facts = now?.kind === 'done' ? now.facts : undefined;
  const decibels = (value: number | null) => (value === null ? '\u2212\u221e' : decimal(value, 1));
  switch (column) {
    case 'hear':
      return <HearButton row={row} />;
    case 'index':
      return row.index + 1;
    case 'name':
      return (
        <span title={now?.kind === 'failed' ? now.message : row.name}>
          {row.name} {now?.kind === 'failed' ? <span className="row-error">{now.message}</span> : null}
        </span>
      );
    case 'state': {
      const { kind } = rowStateOf(now, row);
      return <span className={`row-state ${kind}`}>{strings.sets.states[facts?.cached ? 'found' : kind]}</span>;
    }
    case 'duration':
      return facts ? seconds(facts.duration) : null;
    case 'peak':
      return facts ? decibels(facts.peakDbfs) : null;
    case 'rms':
      return facts ? decibels(facts.rmsDbfs) : null;
    case 'signature':
      return shortSignature(row.signature);
    default:
      return printValue(row.values[column.slice('factor '.length)] ?? null);
  }
}

function HearButton({ row }: { readonly row: PlannedRow }) {
  const { sets } = useWorkbench();
  const heard = useSets((state) => state.heard?.index === row.index);
  const label = heard ? strings.sets.unhear(row.name) : strings.sets.hear(row.name);
  return (
    <Button className="button icon bare hear" aria-label={label} onPress={() => void sets.hear(row.index)}>
      {heard ? <Square aria-hidden /> : <Play aria-hidden />}
    </Button>
  );
}

function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
