import type { Entry } from './entry.ts';
import { match } from './fuzzy.ts';

interface Place {
  /** Where the focus is, the innermost first; the last one is everywhere. */
  readonly scopes: readonly string[];
  /** Entries by their ids, the last used first. */
  readonly recent: readonly string[];
}

/** Exact ones, the last used, those of the place of the focus, the rest; what cannot be done now comes last. */
export function inOrder(entries: readonly Entry[], typed: string, { scopes, recent }: Place): readonly Entry[] {
  const near = scopes.slice(0, -1);
  const rank = (entry: Entry, exact: boolean) => {
    if (entry.off !== undefined) return 4;
    if (exact) return 0;
    if (recent.includes(entry.id)) return 1;
    const at = near.indexOf(entry.scope ?? '');
    return at < 0 ? 3 : 2 + at / near.length;
  };
  const isEmpty = typed.trim() === '';
  return entries
    .flatMap((entry, index) => {
      const found = match(typed, entry);
      if (!found) return [];
      const tier = rank(entry, !isEmpty && found.exact);
      const used = recent.indexOf(entry.id);
      return [{ entry, tier, score: isEmpty ? (used < 0 ? 0 : -used) : found.score, index }];
    })
    .sort((a, b) => a.tier - b.tier || b.score - a.score || a.index - b.index)
    .map(({ entry }) => entry);
}
