import type { JobHandlers } from '../services/job-handlers.ts';
import type { AppState, SoundEntry } from './app-state.ts';
import type { Context } from './context.ts';
import { wholeOf } from './nested.ts';
import { meaningOf } from './recipe-doc.ts';
import { engineQuery } from './sound-names.ts';
import { openSound } from './source-of.ts';

/** The result of the whole recipe, as long as it is needed. */
export interface WholeResult {
  readonly id: string;
  /** Whether it was made for this. */
  readonly isOwn: boolean;
  release(): void;
}

/**
 * What is listened to may be a part: a file, a link and a paper are of the whole, which may have to be made for them alone.
 * @throws AppError what a render throws, `cancelled` among it
 */
export async function borrowWhole({ store, engine }: Context, job: JobHandlers): Promise<WholeResult> {
  const state = store.getState();
  const { result } = state.render;
  const whole = wholeOf(state.recipe.present);
  if (result && meaningOf(result.recipe) === meaningOf(whole)) {
    return { id: result.rendered.id, isOwn: false, release: () => undefined };
  }
  const { id } = await engine.render(engineQuery(state, whole, soundOfWhole(state)?.sound?.id ?? ''), job);
  return { id, isOwn: true, release: () => void engine.release(id).catch(() => undefined) };
}

/** What the whole recipe is done to: while another sound is on its way, still the one that is seen and heard. */
export function soundOfWhole(state: AppState): SoundEntry | undefined {
  const { file, around } = state.recipe.present;
  return file === undefined && around === undefined ? state.source?.entry : openSound(state);
}
