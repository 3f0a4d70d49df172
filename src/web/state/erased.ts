import { deedBetween } from './deed-text.ts';
import type { History } from './history.ts';
import type { RecipeDoc } from './recipe-doc.ts';

/**
 * A history without what was done to sounds that are gone for good: undoing it would do nothing. Steps that only were
 * such deeds go; all others stay as they are.
 * @param isGone by content id
 */
export function withoutErased(
  history: Pick<History<RecipeDoc>, 'past' | 'present' | 'future'>,
  isGone: (sound: string) => boolean,
): Pick<History<RecipeDoc>, 'past' | 'present' | 'future'> {
  const { past, present, future } = history;
  const all = [...past, present, ...future];
  const isOfGone = (deed: RecipeDoc['beside']) => deed !== undefined && 'sound' in deed && isGone(deed.sound);
  if (!all.some(({ beside }) => isOfGone(beside))) return history;
  const kept: RecipeDoc[] = [];
  let at = 0;
  for (const [index, doc] of all.entries()) {
    const before = all[index - 1];
    const isDropped = before !== undefined && isOfGone(deedBetween(before, doc));
    const { beside, ...alone } = doc;
    if (!isDropped) kept.push(isOfGone(beside) ? alone : doc);
    if (index === past.length) at = kept.length - 1;
  }
  return { past: kept.slice(0, at), present: kept[at] ?? present, future: kept.slice(at + 1) };
}
