import { AppError } from '../../core/base/errors.ts';
import { type VocoderParams, vocoderParams } from '../../core/modules/vocoder-params.ts';
import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { Player } from '../services/player.ts';
import { takeTurn } from './audition-turn.ts';
import type { Context } from './context.ts';
import { tellPlayFailure } from './play-failure.ts';
import { activeSteps, changeStep, heardPart, type RecipeStep } from './recipe-doc.ts';
import { engineQuery } from './sound-names.ts';

export interface BandListening {
  /** Plays what one band of a vocoder step makes of the sound; once more, or with another, it stops. */
  hear(step: string, shape: VocoderShape, band: number): Promise<void>;
}

/** Hears single bands: an aid, no part of the recipe. */
export function createBandListening(context: Context, audition: Player): BandListening {
  const { store, engine } = context;
  let job: AbortController | undefined;
  const stop = (): void => {
    job?.abort();
    audition.stop();
  };
  return {
    async hear(id, shape, band) {
      takeTurn(audition, stop);
      job?.abort();
      if (audition.state().playing) return audition.stop();
      const state = store.getState();
      const { source, recipe } = state;
      const step = activeSteps(recipe.present).find((one) => one.id === id);
      const params = step && bandAlone(step, shape, band);
      if (!source || !params) return;
      const doc = heardPart(changeStep(recipe.present, id, { params }), { to: 'after', step: id });
      const current = new AbortController();
      job = current;
      try {
        const text = engineQuery(state, doc, source.sound.id);
        const { clip, id: made } = await engine.render(text, { signal: current.signal, onProgress: () => undefined });
        await engine.release(made);
        if (current.signal.aborted) return;
        audition.setClip('result', clip);
        audition.setSide('result');
        await audition.play(0);
      } catch (thrown) {
        const error = AppError.from(thrown);
        if (error.kind !== 'cancelled') tellPlayFailure(context, error);
      }
    },
  };
}

/** The step's values with one band left: its edges, its tone, its low-pass. */
export function bandAlone(step: RecipeStep, shape: VocoderShape, band: number): RecipeStep['params'] | undefined {
  const read = vocoderParams.safeParse(step.params);
  if (!read.success) return undefined;
  const given: VocoderParams = read.data;
  const { envelope, synthesis } = given;
  const only = ({ edges }: VocoderShape['analysis']): JsonValue => edges.slice(band, band + 2);
  const tones = synthesis.f ?? (shape.synthesis ?? shape.analysis).centers;
  const fc = envelope.method === 'low-pass' && typeof envelope.fc !== 'number' ? envelope.fc : undefined;
  const { modifiers: _, ...plain } = envelope;
  return {
    analysis_filters: { f: only(shape.analysis), method: given.analysis_filters.method },
    ...(given.synthesis_filters === 'analysis_filters'
      ? {}
      : { synthesis_filters: { f: only(shape.synthesis ?? shape.analysis), method: given.synthesis_filters.method } }),
    envelope: { ...plain, ...(fc ? { fc: fc[band % fc.length] ?? 0 } : {}) } as JsonValue,
    synthesis: { ...synthesis, f: synthesis.carrier === 'sin' ? [tones[band] ?? 0] : null } as JsonValue,
  };
}
