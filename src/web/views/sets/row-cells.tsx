import { Play, Square } from 'lucide-react';
import { decimal, seconds, shortSignature } from '../../components/format.ts';
import type { PlannedRow } from '../../services/set-client.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { gainDbOf } from '../../state/set-rows.ts';
import { type RowState, rowStateOf } from '../../state/set-state.ts';
import { printValue } from '../../state/value-texts.ts';
import { setMapStrings } from '../../strings-set-map.ts';
import { setStrings } from '../../strings-sets.ts';
import { useSets } from './use-sets.ts';

interface CellProps {
  readonly column: string;
  readonly row: PlannedRow;
  /** What came of it; undefined until it was rendered. */
  readonly now: RowState | undefined;
}

/** What a column says of a row. */
export function CellText({ column, row, now }: CellProps) {
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
      return <span className={`row-state ${kind}`}>{setStrings.states[facts?.cached ? 'found' : kind]}</span>;
    }
    case 'duration':
      return facts ? seconds(facts.duration) : null;
    case 'peak':
      return facts ? decibels(facts.peakDbfs) : null;
    case 'rms':
      return facts ? decibels(facts.rmsDbfs) : null;
    case 'snr':
      return facts && facts.snrDb !== null ? decimal(facts.snrDb, 1) : null;
    case 'gain':
      return facts ? decimal(gainDbOf(facts.gain), 1) : null;
    case 'signature':
      return shortSignature(row.signature);
    default:
      return printValue(row.values[column.slice('factor '.length)] ?? null);
  }
}

/** By pointer and touch; Space does it by keyboard, so that going through rows is not going through buttons. */
function HearButton({ row }: { readonly row: PlannedRow }) {
  const { sets } = useWorkbench();
  const side = useSets((state) => (state.heard?.index === row.index ? state.heard.side : undefined));
  const heardName = side === 'source' ? setMapStrings.sourceOf(row.name) : row.name;
  const label = side ? setStrings.unhear(heardName) : setStrings.hear(row.name);
  return (
    <button
      type="button"
      tabIndex={-1}
      className="button icon bare hear"
      aria-label={label}
      onClick={() => void sets.hear(row.index)}
    >
      {side ? <Square aria-hidden /> : <Play aria-hidden />}
      {side ? <small className={`hear-side ${side}`}>{setMapStrings.sides[side]}</small> : null}
    </button>
  );
}
