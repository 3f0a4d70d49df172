import { AppError } from '../../core/base/errors.ts';
import type { EngineClient, SoundShape } from '../services/engine-client.ts';
import type { SoundStream } from '../services/streamed-sound.ts';
import type { Context } from './context.ts';

/** A sound that is not held, to be heard as it is read; the first failure is told. */
export function soundStream(
  engine: EngineClient,
  id: string,
  { sampleRate, frames, channelCount }: SoundShape,
  notify: Context['notify'],
): SoundStream {
  let told = false;
  return {
    sampleRate,
    frames,
    channelCount,
    async read(start, count) {
      try {
        return await engine.samples(id, start, count);
      } catch (thrown) {
        if (!told) notify({ text: AppError.from(thrown).message, tone: 'problem' });
        told = true;
        throw thrown;
      }
    },
  };
}
