import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import type { JsonValue } from '../../core/query/query.ts';

/** The arguments of a step of the module `vocoder`, as they were given. */
export type GivenVocoder = Readonly<Record<string, JsonValue>>;

/** The places at which a filter's curve is known: 0.05 mm from each other, from the apex to where 20.6 kHz is heard. */
export const SHAPE_GRID = { top: 20_657, points: 701 };

/** Numbers for pictures of a vocoder; the picture worker computes them. */
export interface VocoderClient {
  /**
   * What the filters are at a sampling rate.
   * @throws AppError query-invalid when the arguments are wrong
   */
  shape(given: GivenVocoder, sampleRate: number): Promise<VocoderShape>;
}
