import * as Comlink from 'comlink';
import { AppError } from '../../core/base/errors.ts';
import type { ContourEdit } from '../../core/kernels/contour-kernel.ts';
import type { Kernels, WorldContour, WorldRowKind } from '../../core/kernels/kernels.ts';
import { sliced } from '../../core/kernels/sliced.ts';
import type { Staged } from '../../core/kernels/staged.ts';
import type { Spectrogram } from '../../core/kernels/view-kernel.ts';
import { editContour } from '../../core/modules/f0-edits.ts';
import type { SpectraOptions, SpectraSpan } from '../services/spectra-client.ts';
import type { PictureSound } from './picture-sound.ts';
import { cutPieces, type FrameSpan, openPiece, type SpectraPiece } from './spectra-pieces.ts';

type OpenSound = (id: string, channel: number) => Promise<PictureSound>;
type Contours = Map<string, Promise<WorldContour>>;

/** Frames of a column that are looked at, at most: evenly over its span. */
const LOOKS = 4;
/** Frames computed between two breaths: some milliseconds. */
const AT_ONCE = 24;
/** Contours of a sound that are kept: each edit of f0 is another one. */
const KEPT = 8;
/** Columns in which the loudest level is looked for. */
const SURVEY = 512;

/** Pictures of what WORLD finds in a sound, computed as far as they are looked at. */
export class SpectraService {
  readonly #kernels: Kernels;
  readonly #sound: OpenSound;
  readonly #breathe: () => Promise<void>;
  /** f0 of sounds that are held, by sound and then by channel and options. */
  readonly #contours = new Map<string, Contours>();

  constructor(kernels: Kernels, sound: OpenSound, breathe: () => Promise<void>) {
    this.#kernels = kernels;
    this.#sound = sound;
    this.#breathe = breathe;
  }

  /** @throws AppError source-not-found, audio-unsupported, query-invalid */
  async columns(
    id: string,
    channel: number,
    kind: WorldRowKind,
    options: SpectraOptions,
    span: SpectraSpan,
    onFraction: (fraction: number) => void = () => undefined,
  ): Promise<Spectrogram> {
    const sound = await this.#sound(id, channel);
    const contours = this.#contoursOf(id);
    const { world } = this.#kernels;
    const fftSize = world.fftSize(sound.sampleRate, options.f0Floor);
    const binWidth = sound.sampleRate / fftSize;
    const bins = Math.min(Math.floor(span.maxFrequency / binWidth), fftSize / 2) + 1;
    const levelDb = new Float32Array(span.columns * bins).fill(Number.NEGATIVE_INFINITY);
    const picture = { columns: span.columns, bins, binWidth, levelDb };
    const total = world.frameCount(sound.frames, sound.sampleRate, options.framePeriodMs ?? 5);
    const pieces = cutPieces(span, LOOKS, total, sound.isLong);
    for (const [done, frames] of pieces.entries()) {
      const piece = sound.isLong
        ? await openPiece(sound, channel, frames, options, (source, first) =>
            this.#track(source, options, contours, first),
          )
        : {
            source: wholeOf(sound, channel),
            contour: await this.#whole(contours, sound, channel, options),
            first: 0,
          };
      await this.#fill(picture, span, kind, piece, frames, options, contours);
      onFraction((done + 1) / pieces.length);
    }
    return Comlink.transfer(picture, [levelDb.buffer]);
  }

  /** @throws AppError as `columns` */
  async loudest(
    id: string,
    channel: number,
    options: SpectraOptions,
    maxFrequency: number,
    onFraction: (fraction: number) => void = () => undefined,
  ): Promise<number> {
    const sound = await this.#sound(id, channel);
    const frames = this.#kernels.world.frameCount(sound.frames, sound.sampleRate, options.framePeriodMs ?? 5);
    const hop = 2 ** Math.ceil(Math.log2(Math.max(frames / SURVEY, 1)));
    const span = { hop, start: 0, columns: Math.ceil(frames / hop), maxFrequency };
    const { levelDb } = await this.columns(id, channel, 'envelope', options, span, onFraction);
    return levelDb.reduce((most, level) => Math.max(most, level));
  }

  release(id: string): void {
    this.#contours.delete(id);
  }

  async #fill(
    picture: Spectrogram,
    span: SpectraSpan,
    kind: WorldRowKind,
    { source, contour, first }: SpectraPiece,
    frames: FrameSpan,
    options: SpectraOptions,
    contours: Contours,
  ): Promise<void> {
    const rows = this.#kernels.world.rows(source, contour, kind, options);
    const together = frames.step === 1 ? AT_ONCE : 1;
    for (let frame = frames.first, seen = 0; frame <= frames.last; frame += frames.step * together) {
      const count = Math.min(together, frames.last - frame + 1);
      const values = rows.read(frame - first, count);
      for (let each = 0; each < count; each++) {
        const isVoiced = (contour.f0[frame - first + each] ?? 0) > 0;
        if (kind === 'aperiodicity' && !isVoiced) continue;
        const row = values.subarray(each * rows.bins, (each + 1) * rows.bins);
        keepLargest(picture, Math.floor((frame + each - span.start) / span.hop), row, kind === 'envelope' ? 10 : 20);
      }
      seen += count;
      if (seen % AT_ONCE === 0) await this.#pause(contours);
    }
    await this.#pause(contours);
  }

  #contoursOf(id: string): Contours {
    const contours = this.#contours.get(id) ?? new Map<string, Promise<WorldContour>>();
    this.#contours.set(id, contours);
    return contours;
  }

  #whole(contours: Contours, sound: PictureSound, channel: number, options: SpectraOptions) {
    const key = `${channel} ${JSON.stringify(options)}`;
    const coming = contours.get(key) ?? this.#track(wholeOf(sound, channel), options, contours);
    // The one used last at the end.
    contours.delete(key);
    contours.set(key, coming);
    const [oldest] = contours.keys();
    if (contours.size > KEPT && oldest !== undefined) contours.delete(oldest);
    coming.catch(() => {
      // By then another one may be on its way.
      if (contours.get(key) === coming) contours.delete(key);
    });
    return coming;
  }

  /** @param first number of the source's first frame in the whole sound, which is what corrections speak of */
  async #track(source: SpectraPiece['source'], options: SpectraOptions, contours: Contours, first = 0) {
    const { stages } = this.#kernels.world;
    const { corrections = [], framePeriodMs = 5 } = options;
    if (corrections.length === 0) return this.#run(stages.contour(source, options), contours);
    const found = await this.#run(stages.trackF0(source, options), contours);
    const before = (first * framePeriodMs) / 1000;
    const here = corrections.map((edit) => laterBy(edit, -before));
    const tools = { kernels: this.#kernels, note: () => undefined };
    const f0 = editContour(tools, { f0: found, framePeriodMs }, source.sampleRate, here);
    return this.#run(stages.contour(source, options, 1, f0), contours);
  }

  async #run<T>(staged: Staged<T>, contours: Contours): Promise<T> {
    const slices = sliced(staged, this.#kernels.world.perform);
    try {
      for (;;) {
        const slice = slices.next();
        if (slice.done) return slice.value;
        await this.#pause(contours);
      }
    } finally {
      // Frees what a stopped search holds in linear memory.
      slices.return(undefined as never);
    }
  }

  /** @throws AppError cancelled once the sound is released */
  async #pause(contours: Contours): Promise<void> {
    await this.#breathe();
    for (const live of this.#contours.values()) if (live === contours) return;
    throw new AppError('cancelled', 'The sound is no longer looked at.');
  }
}

function wholeOf(sound: PictureSound, channel: number): SpectraPiece['source'] {
  const { frames: length, sampleRate } = sound;
  // A sound that is held is read at once.
  return { length, sampleRate, read: (start, count) => sound.read(channel, start, count) as Float64Array };
}

/** The same edit on a sound that begins elsewhere. */
function laterBy(edit: ContourEdit, seconds: number): ContourEdit {
  const span = { from: edit.from + seconds, to: edit.to + seconds };
  if (edit.operation !== 'draw') return { ...edit, ...span };
  return { ...edit, ...span, value: edit.value.map(([time, hz]) => [time + seconds, hz] as const) };
}

/** What the picture has for digital silence: far below all that is shown. */
const SILENCE_DB = -400;

function keepLargest(picture: Spectrogram, column: number, row: Float64Array, perDecade: number): void {
  const { bins, levelDb } = picture;
  const at = column * bins;
  for (let bin = 0; bin < bins; bin++) {
    const level = Math.max(perDecade * Math.log10(row[bin] ?? 0), SILENCE_DB);
    if (level > (levelDb[at + bin] ?? 0)) levelDb[at + bin] = level;
  }
}
