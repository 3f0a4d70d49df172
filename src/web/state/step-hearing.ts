import { AppError } from '../../core/base/errors.ts';
import type { JsonObject } from '../forms/json.ts';
import type { Player } from '../services/player.ts';
import { presetStrings } from '../strings-presets.ts';
import { takeTurn } from './audition-turn.ts';
import type { Context } from './context.ts';
import { tellPlayFailure } from './play-failure.ts';
import { changeStep, heardPart } from './recipe-doc.ts';
import { engineQuery } from './sound-names.ts';

export interface StepHearing {
  /** Plays what the recipe would be with other values of a step; the recipe stays as it is. */
  hear(step: string, params: JsonObject): Promise<void>;
  /** The same for whoever stays a moment; not for a sound so long that it would take minutes. */
  preview(step: string, params: JsonObject): void;
  stop(): void;
}

/** ms that a hand or the focus stays where something is to be heard, and does not only pass by. */
const STAY = 350;

/** Values are heard before they are taken. */
export function createStepHearing(context: Context, audition: Player): StepHearing {
  const { store, engine, player, page } = context;
  let job: AbortController | undefined;
  let leave: () => void = () => undefined;

  function stop(): void {
    leave();
    if (job === undefined) return;
    job.abort();
    job = undefined;
    audition.stop();
  }

  player.subscribe(({ playing }) => {
    if (playing) stop();
  });

  async function hear(step: string, params: JsonObject): Promise<void> {
    stop();
    takeTurn(audition, stop);
    const state = store.getState();
    const { source, recipe, listening } = state;
    if (!source) return;
    const current = new AbortController();
    job = current;
    try {
      const doc = heardPart(changeStep(recipe.present, step, { params }), listening);
      const text = engineQuery(state, doc, source.sound.id);
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
      if (!current.signal.aborted && error.kind !== 'cancelled') tellPlayFailure(context, error);
    }
  }

  return {
    stop,
    hear,
    preview(step, params) {
      stop();
      if (store.getState().source?.clip === undefined) return;
      leave = page.after(STAY, () => void hear(step, params));
    },
  };
}
