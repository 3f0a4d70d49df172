import * as Comlink from 'comlink';
import { AppError } from '../../core/base/errors.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { complete } from '../../core/kernels/sliced.ts';
import { planBands } from '../../core/modules/vocoder.ts';
import { type VocoderParams, vocoderParams } from '../../core/modules/vocoder-params.ts';
import { type KnownCurves, shapeVocoder, type VocoderShape } from '../../core/modules/vocoder-shape.ts';
import { type BandEnvelopes, type BandStretch, type GivenVocoder, SHAPE_GRID } from '../services/vocoder-client.ts';
import type { PictureSound } from './picture-sound.ts';

/** s around a stretch: after them the filters have forgotten what was before. */
const MARGIN = 0.5;

type OpenSound = (id: string, channel: number) => Promise<Pick<PictureSound, 'sampleRate' | 'frames' | 'read'>>;

/** Pictures of a vocoder: what its filters are, and what they find in a sound. */
export class VocoderService {
  readonly #kernels: Kernels;
  readonly #sound: OpenSound;
  readonly #curves: KnownCurves = new Map();

  constructor(kernels: Kernels, sound: OpenSound) {
    this.#kernels = kernels;
    this.#sound = sound;
  }

  /** @throws AppError query-invalid */
  shape(given: GivenVocoder, sampleRate: number): VocoderShape {
    const shape = shapeVocoder(this.#kernels, readVocoder(given), sampleRate, SHAPE_GRID, this.#curves);
    const { frequencies, analysis, synthesis, envelope, spread } = shape;
    const banks = synthesis ? [analysis, synthesis] : [analysis];
    const own = envelope ? [envelope.frequencies, envelope.gains, envelope.marks] : [];
    const arrays = [
      frequencies,
      ...own,
      ...(spread ? [spread] : []),
      ...banks.flatMap(({ gains, marks }) => [gains, marks]),
    ];
    return Comlink.transfer(
      shape,
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  }

  /** @throws AppError query-invalid, source-not-found */
  async envelopes(id: string, channel: number, given: GivenVocoder, stretch: BandStretch): Promise<BandEnvelopes> {
    const sound = await this.#sound(id, channel);
    const { sampleRate } = sound;
    const { first, count, samplesPerCell } = stretch;
    // Whole cells before the stretch, so that its own begin where it does.
    const lead = Math.min(Math.ceil((MARGIN * sampleRate) / samplesPerCell) * samplesPerCell, first);
    const end = Math.min(first + count + Math.ceil(MARGIN * sampleRate), sound.frames);
    const plan = { ...planBands(this.#kernels, sampleRate, readVocoder(given)), seed: { words: 0, each: true } };
    const piece = await sound.read(channel, first - lead, end - (first - lead));
    const all = complete(this.#kernels.vocoder.envelopes(piece, plan, samplesPerCell));
    const bands = plan.analysis.bands.length;
    const [from, row] = [lead / samplesPerCell, Math.ceil(piece.length / samplesPerCell)];
    const cells = Math.min(Math.ceil(count / samplesPerCell), row - from);
    const values = new Float32Array(bands * cells);
    for (let band = 0; band < bands; band++) {
      values.set(all.subarray(band * row + from, band * row + from + cells), band * cells);
    }
    return Comlink.transfer({ bands, cells, values }, [values.buffer]);
  }
}

function readVocoder(given: GivenVocoder): VocoderParams {
  const read = vocoderParams.safeParse(given);
  if (read.success) return read.data;
  throw new AppError('query-invalid', `vocoder: ${read.error.message}`);
}
