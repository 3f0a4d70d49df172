import { readF0Edit } from '../../core/modules/f0-edits.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { F0Lines } from '../layers/layer.ts';
import type { F0Track } from '../services/engine-client.ts';
import type { EditedF0 } from '../services/f0-client.ts';
import type { AppState } from './app-state.ts';
import { editsIn } from './f0-entries.ts';

/** f0 that every sound comes with, once it is found. */
export function usualF0(source: AppState['source']): F0Track | undefined {
  return source?.f0.status === 'ready' ? source.f0.value : undefined;
}

/**
 * What there is to draw of a step's f0 where it is not the one that every sound comes with: it has edits, or is tracked in
 * another way. Bypassed edits are not among them.
 * @param usual what every sound comes with
 */
export function f0LinesOf(
  edited: EditedF0 | undefined,
  given: JsonValue | undefined,
  usual: F0Track | undefined,
): F0Lines | undefined {
  const edits = editsIn(given);
  const isEdited = edits.length > 0;
  if (edited === undefined || !(isEdited || edited.tracked !== usual?.f0)) return undefined;
  const anchors = edits.flatMap((given) => {
    const edit = readF0Edit(given);
    return edit?.operation === 'draw' && edit.family === 'shape' ? edit.value : [];
  });
  return { ...edited, isEdited, anchors };
}

const means = new WeakMap<Float64Array, number | undefined>();

/**
 * About which f0 is drawn, source and result alike: the mean of what is found, where a step tracks in its own way of that;
 * edits move nothing. For drawing only: it enters no sound.
 * @param usual what every sound comes with
 * @returns Hz; undefined without a voice
 */
export function f0CentreOf(edited: EditedF0 | undefined, usual: F0Track | undefined): number | undefined {
  const tracked = edited?.tracked;
  if (tracked === undefined || tracked === usual?.f0) return usual?.mean;
  if (!means.has(tracked)) means.set(tracked, geometricMean(tracked));
  return means.get(tracked) ?? usual?.mean;
}

function geometricMean(f0: Float64Array): number | undefined {
  let [sum, voiced] = [0, 0];
  for (const hz of f0) {
    if (hz <= 0) continue;
    sum += Math.log(hz);
    voiced += 1;
  }
  return voiced === 0 ? undefined : Math.exp(sum / voiced);
}
