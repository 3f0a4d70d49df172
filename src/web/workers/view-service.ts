import * as Comlink from 'comlink';
import { isFull } from '../../core/audio/full-scale.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import type { FormantOptions, Spectrogram, SpectrogramOptions } from '../../core/kernels/view-kernel.ts';
import type { Intensity, Levels, WaveCells } from '../services/engine-client.ts';
import { clippedCells } from './clip-marks.ts';
import { findFormants, findIntensity } from './inspections.ts';
import { columnsOf, createLevelMap, type LevelMap, loudestOf, type MapOptions } from './level-map.ts';
import { mapFromValue, valueFromMap } from './level-map-value.ts';
import { openPictureSound, type PictureSound } from './picture-sound.ts';
import type { SampleSource } from './samples-protocol.ts';
import { type ColumnTools, exactColumns, loudestColumns } from './sound-columns.ts';
import { SpectraService } from './spectra-service.ts';
import { extremesBetween, levelsOfStretch } from './stretch-levels.ts';
import { VocoderService } from './vocoder-service.ts';
import { CELL, meanSquares, POWER_CELL } from './wave-pyramid.ts';

type OnFraction = (fraction: number) => void;

/**
 * Numbers for pictures, in a worker of their own. A sound comes over from the engine's worker when it is first drawn,
 * past the page, and stays until released; of a long one, its outline comes, and samples where they are looked at.
 */
export class ViewService {
  readonly #source: SampleSource;
  readonly #tools: ColumnTools & { readonly kernels: Kernels };
  readonly #sounds = new Map<string, Promise<PictureSound>>();
  /** Of long sounds, by sound and then by what they show. */
  readonly #maps = new Map<string, Map<string, Promise<LevelMap>>>();
  readonly vocoder: VocoderService & Comlink.ProxyMarked;
  readonly spectra: SpectraService & Comlink.ProxyMarked;

  constructor(kernels: Kernels, source: SampleSource, breathe: () => Promise<void>) {
    this.#source = source;
    this.#tools = { kernels, breathe };
    const open = (id: string, channel: number) => this.#sound(id, channel);
    this.vocoder = Comlink.proxy(new VocoderService(kernels, open));
    this.spectra = Comlink.proxy(new SpectraService(kernels, open, breathe));
  }

  /** @throws AppError source-not-found */
  async spectrogram(id: string, channel: number, options: SpectrogramOptions): Promise<Spectrogram> {
    return handOver(await exactColumns(await this.#sound(id, channel), channel, options, this.#tools));
  }

  /** Columns that are each the loudest instant up to the next. @throws AppError source-not-found */
  async columns(id: string, channel: number, options: SpectrogramOptions): Promise<Spectrogram> {
    const sound = await this.#sound(id, channel);
    const map = sound.isLong ? await this.#map(id, sound, channel, options) : undefined;
    if (map && options.hop >= map.hop) return handOver(columnsOf(map, options));
    return handOver(await loudestColumns(sound, channel, options, this.#tools));
  }

  /** dB, of all the sound below a frequency. @throws AppError source-not-found */
  async loudest(
    id: string,
    channel: number,
    options: MapOptions & Pick<SpectrogramOptions, 'maxFrequency'>,
    onFraction: OnFraction = () => undefined,
  ): Promise<number> {
    const sound = await this.#sound(id, channel);
    if (sound.isLong) return loudestOf(await this.#map(id, sound, channel, options, onFraction), options.maxFrequency);
    const hop = 2 ** Math.ceil(Math.log2(Math.max(sound.frames, 1)));
    const whole = { ...options, hop, start: 0, columns: 1 };
    const { levelDb } = await loudestColumns(sound, channel, whole, this.#tools);
    return levelDb.reduce((most, level) => Math.max(most, level));
  }

  /**
   * @param samplesPerCell a power of two
   * @throws AppError source-not-found
   */
  async peaks(id: string, channel: number, samplesPerCell: number, first: number, count: number): Promise<WaveCells> {
    const sound = await this.#sound(id, channel);
    const cells = await this.#cells(sound, channel, samplesPerCell, first, count);
    const arrays = [cells.extremes, cells.power, cells.clipped].flatMap((each) => (each ? [each.buffer] : []));
    return Comlink.transfer(cells, arrays);
  }

  /** Extremes of a sound less another one. @throws AppError source-not-found */
  async peaksBetween(
    id: string,
    other: string,
    channel: number,
    samplesPerCell: number,
    first: number,
    count: number,
  ): Promise<WaveCells> {
    const sounds = await Promise.all([this.#sound(id, channel), this.#sound(other, channel)]);
    const extremes = await extremesBetween(sounds, channel, { samplesPerCell, first, count }, this.#tools.kernels);
    return Comlink.transfer({ extremes }, [extremes.buffer]);
  }

  /** @throws AppError source-not-found */
  async stretchLevels(id: string, channel: number, first: number, count: number): Promise<Levels> {
    return levelsOfStretch(await this.#sound(id, channel), channel, { first, count }, this.#tools.kernels);
  }

  /** Of the whole channel. @throws AppError source-not-found */
  async intensity(id: string, channel: number, floor: number): Promise<Intensity> {
    const found = await findIntensity(await this.#sound(id, channel), channel, floor, this.#tools);
    return Comlink.transfer(found, [found.levelDb.buffer as ArrayBuffer]);
  }

  /** @throws AppError source-not-found */
  async formants(id: string, channel: number, options: FormantOptions): Promise<Float64Array> {
    const rows = await findFormants(await this.#sound(id, channel), channel, options, this.#tools);
    return Comlink.transfer(rows, [rows.buffer]);
  }

  release(id: string): void {
    this.#sounds.delete(id);
    this.#maps.delete(id);
    this.spectra.release(id);
  }

  async #cells(sound: PictureSound, channel: number, size: number, first: number, count: number): Promise<WaveCells> {
    const pyramid = size >= CELL ? sound.pyramid(channel) : undefined;
    if (pyramid) {
      const extremes = pyramid.peaks(size, first, count);
      const clipped = pyramid.clipped(size, first, count);
      const marked = clipped ? { extremes, clipped } : { extremes };
      return size < POWER_CELL ? marked : { ...marked, power: pyramid.power(size, first, count) };
    }
    const x = await sound.read(channel, first * size, count * size);
    const { kernels } = this.#tools;
    const extremes = kernels.view.minMax(x, size);
    const clipped = clippedCells(x, size, extremes, await neighboursOf(sound, channel, first * size, x));
    const marked = clipped ? { extremes, clipped } : { extremes };
    return size < POWER_CELL ? marked : { ...marked, power: meanSquares(x, size, kernels) };
  }

  async #sound(id: string, channel: number): Promise<PictureSound> {
    const sound = await this.#open(id);
    if (channel < sound.channelCount) return sound;
    const count = sound.channelCount;
    throw new AppError('internal', `A picture of channel ${channel} was asked for; the sound has ${count}.`);
  }

  #open(id: string): Promise<PictureSound> {
    const known = this.#sounds.get(id);
    if (known) return known;
    const coming = openPictureSound(id, this.#source);
    this.#sounds.set(id, coming);
    // Failures are not kept: the sound may be there the next time.
    coming.catch(() => this.#sounds.delete(id));
    return coming;
  }

  #map(id: string, sound: PictureSound, channel: number, options: MapOptions, onFraction?: OnFraction) {
    const { windowLength, preEmphasis } = options;
    const what = `map-1 ${channel} ${windowLength} ${preEmphasis}`;
    const maps = this.#maps.get(id) ?? new Map<string, Promise<LevelMap>>();
    this.#maps.set(id, maps);
    const known = maps.get(what);
    if (known) return known;
    const tell = (fraction: number): void => {
      if (!this.#maps.has(id)) throw new AppError('cancelled', 'The sound is no longer looked at.');
      onFraction?.(fraction);
    };
    const coming = this.#findMap(id, what, () =>
      createLevelMap(sound, channel, { windowLength, preEmphasis }, this.#tools, tell),
    );
    maps.set(what, coming);
    coming.catch(() => maps.delete(what));
    return coming;
  }

  async #findMap(id: string, what: string, make: () => Promise<LevelMap>): Promise<LevelMap> {
    const kept = await this.#source.recall(id, what);
    if (kept) return mapFromValue(kept);
    const made = await make();
    await this.#source.remember(id, what, valueFromMap(made));
    return made;
  }
}

/** What stands before and after samples, where one of those at their ends may go on there. */
async function neighboursOf(sound: PictureSound, channel: number, start: number, x: Float64Array) {
  const at = async (index: number) => (await sound.read(channel, index, 1))[0];
  return {
    before: start > 0 && isFull(x[0] ?? 0) ? await at(start - 1) : 0,
    after: isFull(x.at(-1) ?? 0) ? await at(start + x.length) : 0,
  };
}

function handOver(picture: Spectrogram): Spectrogram {
  return Comlink.transfer(picture, [picture.levelDb.buffer]);
}
