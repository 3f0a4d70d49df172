import { useDeferredValue, useMemo } from 'react';
import { length, megabytes, short } from '../../components/format.ts';
import { useApp } from '../../state/hooks.ts';
import type { SetDraft } from '../../state/set-draft.ts';
import { type Sources, sourcesOf } from '../../state/set-sounds.ts';
import { countCached, type SetPlan, type SetsState } from '../../state/set-state.ts';
import { valueKey } from '../../state/value-texts.ts';
import { strings } from '../../strings.ts';
import { useSets } from './use-sets.ts';

/** Above this a set is more likely a slip than a plan. */
const MANY_ROWS = 10_000;

/** What the sounds of a set come to: s, and bytes of 16-bit samples. */
interface Size {
  readonly duration: number;
  readonly bytes: number;
}

/** "3 voice x 12 f0 x 11 vtl = 396 sounds, about 13 min of sound; 96 in cache, 300 to render" */
export function CountLine() {
  // Thousands of rows are counted in a task of their own, after the one that draws the table.
  const plan = useDeferredValue(useSets((state) => state.plan));
  const draft = useSets((state) => state.draft);
  const cached = useSets(countCached);
  const rendered = useSets((state) => state.rows);
  const library = useApp((state) => state.library);
  const { rows } = plan;
  const free = useSets((state) => state.free);
  const product = useMemo(() => draft && productText(draft, rows), [draft, rows]);
  const sources = useMemo(() => sourcesOf(rows, library), [rows, library]);
  if (!draft || product === undefined) return null;
  // What is typed next may mend it; until that is known it stays said.
  if (plan.error) {
    return <p className="count-line wrong">{plan.rows.length > 0 ? strings.sets.wrong : strings.sets.wrongFirst}</p>;
  }
  if (plan.rows.length === 0) return <p className="count-line quiet">{strings.sets.planning}</p>;
  const { count, total, cached: inCache, toRender } = strings.sets;
  const size = sizeOf(plan, sources, rendered);
  const rest = [size && aboutText(size), inCache(cached), toRender(plan.rows.length - cached)];
  const warnings = [
    ...(plan.rows.length > MANY_ROWS ? [strings.sets.many(short(plan.rows.length, 0))] : []),
    ...(size && free !== undefined && size.bytes > free
      ? [strings.sets.noRoom(megabytes(size.bytes), megabytes(free))]
      : []),
  ];
  return (
    <p className="count-line" data-planning={plan.status === 'planning' || undefined}>
      <strong>{count(product, total(plan.rows.length))}</strong>
      <span>{rest.filter((part) => part !== undefined).join(' \u00b7 ')}</span>
      {warnings.map((text) => (
        <span key={text} className="many">
          {text}
        </span>
      ))}
    </p>
  );
}

/** Factors of one group count once. */
function productText({ factors }: SetDraft, rows: SetPlan['rows']): string {
  const groups = new Map<string, string[]>();
  for (const { id, name, group } of factors) {
    const key = group.trim() === '' ? id : `group ${group.trim()}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()]
    .map((names) => {
      const values = new Set(rows.map((row) => names.map((name) => valueKey(row.values[name])).join('\n')));
      return `${values.size} ${names.join(' + ')}`;
    })
    .join(' \u00d7 ');
}

/** As long as they are, or as their sources; undefined where those are not known. */
function sizeOf({ rows }: SetPlan, sources: Sources, rendered: SetsState['rows']): Size | undefined {
  let duration = 0;
  let bytes = 0;
  for (const [at, row] of rows.entries()) {
    const known = rendered.get(row.signature);
    if (known?.kind === 'done') {
      duration += known.facts.duration;
      bytes += 2 * known.facts.frames * known.facts.channels;
      continue;
    }
    const sounds = sources[at];
    if (!sounds) return undefined;
    for (const sound of sounds) {
      duration += sound.duration;
      bytes += 2 * sound.frames * sound.channelCount;
    }
  }
  return { duration, bytes };
}

function aboutText({ duration, bytes }: Size): string {
  return strings.sets.about(length(duration), megabytes(bytes));
}
