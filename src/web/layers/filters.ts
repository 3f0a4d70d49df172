import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import type { GivenVocoder } from '../services/vocoder-client.ts';
import { strings } from '../strings.ts';
import type { Scene } from './layer.ts';

/** What helps where a recipe has no vocoder. */
export const ADD_VOCODER = { label: strings.layers.addVocoder, command: 'recipe.add.vocoder' };

/** What a vocoder's filters are; the last known, while the next is on its way. */
export function shapeOf(
  { pictures, engine, sound, name, keep }: Scene,
  vocoder: GivenVocoder,
  sampleRate: number,
): VocoderShape | undefined {
  const last = keep('shape', () => ({ shape: undefined as VocoderShape | undefined }));
  const key = `${sampleRate} ${JSON.stringify(vocoder)}`;
  const found = pictures.probe(sound.id, `filters ${name}`, key, () =>
    engine.vocoder.shape(vocoder, sampleRate).catch(() => undefined),
  );
  if (found) last.shape = found;
  return last.shape;
}
