import { AppError } from '../base/errors.ts';
import { parseQuery } from '../query/parse.ts';
import { requestOf } from '../query/print.ts';
import type { JsonValue } from '../query/query.ts';
import type { NamedRow, RowTools } from './run-set.ts';

/** A row with a `level` step more, behind all others; one whose recipe cannot take it is refused, and the others go on. */
export async function withLevelStep(
  row: NamedRow,
  given: { readonly rms: number } | { readonly gain: number },
  { engine, registry }: Pick<RowTools, 'engine' | 'registry'>,
): Promise<NamedRow> {
  try {
    const request = requestOf(row.query, registry) as { readonly stack?: readonly JsonValue[] };
    const stack = [...(request.stack ?? []), { module: 'level', ...given }];
    const parsed = parseQuery({ ...request, stack }, registry);
    if (!parsed.ok) throw parsed.error;
    const { query } = parsed.value;
    return { ...row, query, signature: await engine.signature(query) };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.kind === 'cancelled') throw error;
    return { ...row, refused: error };
  }
}
