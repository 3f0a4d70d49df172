import { AppError } from '../../core/base/errors.ts';
import type { JsonObject } from '../forms/json.ts';
import type { Player } from '../services/player.ts';
import { presetStrings } from '../strings-presets.ts';
import { takeTurn } from './audition-turn.ts';
import type { Context } from './context.ts';
import { changeStep, heardPart, queryText } from './recipe-doc.ts';

export interface StepHearing {
  /** Plays what the recipe would be with other values of a step; the recipe stays as it is. */
  hear(step: string, params: JsonObject): Promise<void>;
  stop(): void;
}

/** Values are heard before they are taken. */
export function createStepHearing({ store, engine, player, notify }: Context, audition: Player): StepHearing {
  let job: AbortController | undefined;

  function stop(): void {
    if (job === undefined) return;
    job.abort();
    job = undefined;
    audition.stop();
  }

  player.subscribe(({ playing }) => {
    if (playing) stop();
  });
  return {
    stop,
    async hear(step, params) {
      stop();
      takeTurn(audition, stop);
      const { source, recipe, listening } = store.getState();
      if (!source) return;
      const current = new AbortController();
      job = current;
      try {
        const doc = heardPart(changeStep(recipe.present, step, { params }), listening);
        const text = queryText(doc, source.sound.id);
        const { clip, id } = await engine.render(text, { signal: current.signal, onProgress: () => undefined });
        await engine.release(id);
        if (current.signal.aborted) return;
        if (clip === undefined) throw new AppError('size-limit', presetStrings.tooLong);
        player.stop();
        audition.setClip('result', clip);
        audition.setSide('result');
        await audition.play(0);
      } catch (thrown) {
        const error = AppError.from(thrown);
        if (!current.signal.aborted && error.kind !== 'cancelled') notify({ text: error.message, tone: 'problem' });
      }
    },
  };
}
