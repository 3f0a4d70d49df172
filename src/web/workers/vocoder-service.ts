import * as Comlink from 'comlink';
import { AppError } from '../../core/base/errors.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { type VocoderParams, vocoderParams } from '../../core/modules/vocoder-params.ts';
import { shapeVocoder, type VocoderShape } from '../../core/modules/vocoder-shape.ts';
import { type GivenVocoder, SHAPE_GRID } from '../services/vocoder-client.ts';

/** Pictures of a vocoder's filters. */
export class VocoderService {
  readonly #kernels: Kernels;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  /** @throws AppError query-invalid */
  shape(given: GivenVocoder, sampleRate: number): VocoderShape {
    const shape = shapeVocoder(this.#kernels, readVocoder(given), sampleRate, SHAPE_GRID);
    const { frequencies, analysis, synthesis, spread } = shape;
    const banks = synthesis ? [analysis, synthesis] : [analysis];
    const arrays = [frequencies, ...(spread ? [spread] : []), ...banks.flatMap(({ gains, marks }) => [gains, marks])];
    return Comlink.transfer(
      shape,
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  }
}

function readVocoder(given: GivenVocoder): VocoderParams {
  const read = vocoderParams.safeParse(given);
  if (read.success) return read.data;
  throw new AppError('query-invalid', `vocoder: ${read.error.message}`);
}
