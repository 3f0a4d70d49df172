import { readF0Edit } from '../../core/modules/f0-edits.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { F0Lines } from '../layers/layer.ts';
import type { EditedF0 } from '../services/f0-client.ts';
import { editsIn } from './f0-entries.ts';

/** What there is to draw of a step's edits; undefined where there are none. Bypassed ones are not among them. */
export function f0LinesOf(edited: EditedF0 | undefined, given: JsonValue | undefined): F0Lines | undefined {
  const edits = editsIn(given);
  if (edited === undefined || edits.length === 0) return undefined;
  const anchors = edits.flatMap((given) => {
    const edit = readF0Edit(given);
    return edit?.operation === 'draw' && edit.family === 'shape' ? edit.value : [];
  });
  return { ...edited, anchors };
}
