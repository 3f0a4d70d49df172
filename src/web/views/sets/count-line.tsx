import { useMemo } from 'react';
import { megabytes, short } from '../../components/format.ts';
import { useApp } from '../../state/hooks.ts';
import { countSlices, type SetCount, type SetSize, sizeOf } from '../../state/set-count.ts';
import { msFor } from '../../state/set-pace.ts';
import { countCached } from '../../state/set-state.ts';
import { setRowStrings } from '../../strings-set-rows.ts';
import { setStrings } from '../../strings-sets.ts';
import { timeText } from './time-text.ts';
import { useSets } from './use-sets.ts';
import { useSliced } from './use-sliced.ts';

/** Above this a set is more likely a slip than a plan. */
const MANY_ROWS = 10_000;

const NOTHING: SetCount = { rows: [], product: '', sources: [] };

/** "3 voice x 12 f0 x 11 vtl = 396 sounds, about 13 min of sound; 96 in cache, 300 to render, about 9 s on 4 cores" */
export function CountLine() {
  const plan = useSets((state) => state.plan);
  const factors = useSets(({ draft }) => draft?.factors);
  const rendered = useSets((state) => state.rows);
  const library = useApp((state) => state.library);
  const free = useSets((state) => state.free);
  const paces = useSets((state) => state.paces);
  const threads = useSets((state) => state.threads);
  const slices = useMemo(() => () => countSlices(factors ?? [], plan.rows, library), [factors, plan.rows, library]);
  const counted = useSliced(slices, NOTHING);
  const size = useMemo(() => sizeOf(counted, rendered), [counted, rendered]);
  const cached = useMemo(() => countCached({ plan: counted, rows: rendered }), [counted, rendered]);
  if (!factors) return null;
  // What is typed next may mend it; until that is known it stays said.
  if (plan.error) {
    return <p className="count-line wrong">{plan.rows.length > 0 ? setStrings.wrong : setStrings.wrongFirst}</p>;
  }
  const total = counted.rows.length;
  if (total === 0) return <p className="count-line quiet">{setStrings.planning}</p>;
  const t = setStrings;
  const [first] = counted.rows;
  const ms = size && first && cached < total ? msFor(size.toRender, first.query, { paces, threads }) : undefined;
  const toRender = t.toRender(total - cached);
  const work = ms === undefined ? toRender : setRowStrings.takes(toRender, timeText(ms / 1000), threads);
  const rest = [size && aboutText(size), t.cached(cached), work];
  const warnings = [
    ...(total > MANY_ROWS ? [t.many(short(total, 0))] : []),
    ...(size && free !== undefined && size.bytes > free ? [t.noRoom(megabytes(size.bytes), megabytes(free))] : []),
  ];
  return (
    <p className="count-line" data-planning={plan.status === 'planning' || undefined}>
      <strong>{t.count(counted.product, t.total(total))}</strong>
      <span>{rest.filter((part) => part !== undefined).join(' \u00b7 ')}</span>
      {warnings.map((text) => (
        <span key={text} className="many">
          {text}
        </span>
      ))}
    </p>
  );
}

function aboutText({ duration, bytes }: SetSize): string {
  return setStrings.about(timeText(duration), megabytes(bytes));
}
