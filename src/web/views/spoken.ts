import { seconds } from '../components/format.ts';
import type { Verbosity } from '../state/app-state.ts';
import type { Span } from '../state/time-view.ts';
import { settingsStrings } from '../strings-settings.ts';

export interface SpokenView {
  readonly name: string;
  readonly side: string;
  /** Time and values at the cursor, as they are printed. */
  readonly values: readonly string[];
  /** The part of the sound that is seen. */
  readonly seen: Span;
}

/** What a view says of its cursor, part by part: the name first, as long as it is wanted. */
export function spokenParts(verbosity: Verbosity, { name, side, values, seen }: SpokenView): readonly string[] {
  if (verbosity === 'brief' && values.length > 0) return values;
  const parts = [name, side, ...values];
  return verbosity === 'full' ? [...parts, settingsStrings.seen(seconds(seen.start), seconds(seen.end))] : parts;
}
