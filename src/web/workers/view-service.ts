import * as Comlink from 'comlink';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Kernels, Spectrogram, SpectrogramOptions } from '../../core/kernels/kernels.ts';
import { VocoderService } from './vocoder-service.ts';

/**
 * Numbers for pictures, in a worker of their own. A sound comes over from the engine's worker when it is first drawn,
 * past the page, and stays until released.
 */
export class ViewService {
  readonly #kernels: Kernels;
  readonly #fetchClip: (id: string) => Promise<Clip>;
  readonly #clips = new Map<string, Promise<Clip>>();
  readonly vocoder: VocoderService & Comlink.ProxyMarked;

  /** @param fetchClip hands over samples of its own */
  constructor(kernels: Kernels, fetchClip: (id: string) => Promise<Clip>) {
    this.#kernels = kernels;
    this.#fetchClip = fetchClip;
    this.vocoder = Comlink.proxy(new VocoderService(kernels));
  }

  /** @throws AppError source-not-found */
  async spectrogram(id: string, channel: number, options: SpectrogramOptions): Promise<Spectrogram> {
    const { x, sampleRate } = await this.#channel(id, channel);
    const picture = this.#kernels.view.spectrogram(x, sampleRate, options);
    return Comlink.transfer(picture, [picture.levelDb.buffer]);
  }

  /** @throws AppError source-not-found */
  async minMax(id: string, channel: number, samplesPerCell: number): Promise<Float32Array> {
    const { x } = await this.#channel(id, channel);
    const cells = this.#kernels.view.minMax(x, samplesPerCell);
    return Comlink.transfer(cells, [cells.buffer]);
  }

  release(id: string): void {
    this.#clips.delete(id);
  }

  async #channel(id: string, channel: number): Promise<{ readonly x: Float64Array; readonly sampleRate: number }> {
    const { channels, sampleRate } = await this.#clip(id);
    const x = channels[channel];
    if (x) return { x, sampleRate };
    throw new AppError('internal', `A picture of channel ${channel} was asked for; the sound has ${channels.length}.`);
  }

  #clip(id: string): Promise<Clip> {
    const known = this.#clips.get(id);
    if (known) return known;
    const coming = this.#fetchClip(id);
    this.#clips.set(id, coming);
    // Failures are not kept: the sound may be there the next time.
    coming.catch(() => this.#clips.delete(id));
    return coming;
  }
}
