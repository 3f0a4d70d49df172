import { type Clip, frameLength } from '../audio/clip.ts';
import { framesIn } from '../audio/frames.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { AppError } from '../base/errors.ts';
import { PythonRandom } from '../base/python-random.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { checkSize } from './clip-size.ts';
import type { GibberishParams } from './gibberish-params.ts';
import type { ModuleContext } from './module.ts';
import type { SourceRef } from './source-param.ts';

const MOST_TRIES = 1000;

/** Frames, both included. */
type Interval = readonly [start: number, end: number];

/**
 * The work of `gibberish`.
 * @param _input is not heard
 * @throws AppError query-invalid when a chunk is longer than a sound
 */
export async function makeGibberish(context: ModuleContext, _input: Clip, params: GibberishParams): Promise<Clip> {
  const random = new PythonRandom(params.seed ?? canonicalJson({ ...params, sounds: null }));
  const sounds = new Sounds(context, params);
  let queue: SourceRef[] = [];
  let previous: Interval = [-1, -1];
  let position = 0;
  let out: Clip | undefined;
  do {
    if (queue.length === 0) queue = random.shuffled(params.sounds ?? []);
    const [ref] = queue.splice(0, 1);
    if (ref === undefined) throw new AppError('internal', 'there are no sounds to cut.');
    const sound = await sounds.take(ref, position / (out?.sampleRate ?? 1) / params.total_dur);
    out ??= silence(sound, params.total_dur);
    const frames = framesIn(random.uniform(params.chunk_dur_min, params.chunk_dur_max), sound.sampleRate);
    const last = frameLength(sound) - frames;
    if (frames < 1 || last < 0) throw misfit(frames, sound);
    const drawn = draw(random, frames, last, previous, params.prevent_chunk_overlap);
    if (drawn.accepted) previous = [drawn.start, drawn.start + frames];
    paste(cut(sound, drawn.start, frames, params.ramp, context.kernels), out, position);
    position += frames;
  } while (position / out.sampleRate < params.total_dur);
  const offset = framesIn(params.ramp, out.sampleRate);
  return { ...out, channels: context.kernels.edit.ramp(out.channels, 0, offset, 'cosine') };
}

/** Each sound at the rate and with the channels of the result, which may be the first one's. */
class Sounds {
  readonly #context: ModuleContext;
  readonly #made = new Map<number, Clip>();
  #sampleRate: number | null;
  #channels: number | null;

  constructor(context: ModuleContext, { force_fs: sampleRate, force_nb_channels: channels }: GibberishParams) {
    this.#context = context;
    this.#sampleRate = sampleRate;
    this.#channels = channels;
  }

  /** @param done of the whole work, 0..1 */
  async take(ref: SourceRef, done: number): Promise<Clip> {
    const share = { from: done, to: done, label: 'cutting' };
    await this.#context.run(rest(), share);
    const made = this.#made.get(ref.source);
    if (made !== undefined) return made;
    const { kernels, run, source } = this.#context;
    const clip = source(ref);
    this.#sampleRate ??= clip.sampleRate;
    this.#channels ??= clip.channels.length;
    const channels =
      clip.sampleRate === this.#sampleRate
        ? clip.channels
        : await run(kernels.resample.convert(clip.channels, clip.sampleRate, this.#sampleRate), share);
    const fitted = { sampleRate: this.#sampleRate, channels: spread(channels, this.#channels, kernels) };
    this.#made.set(ref.source, fitted);
    return fitted;
  }
}

/** A place to breathe, and to hear a cancel. */
function* rest(): Generator<number, void, void> {
  yield 1;
}

/** Fewer channels are repeated in turn; of more, every one becomes the mean of all. */
function spread(channels: readonly Float64Array[], count: number, { edit, level }: Kernels): readonly Float64Array[] {
  const [first, ...others] = channels;
  if (first === undefined) throw new AppError('internal', 'a sound without channels.');
  if (channels.length <= count)
    return Array.from({ length: count }, (_, index) => channels[index % channels.length] ?? first);
  const sum = others.reduce<readonly Float64Array[]>((so, channel) => edit.mix(so, [channel], [0, 0]), [first]);
  const [mean = first] = level.scale(sum, 1 / channels.length);
  return Array<Float64Array>(count).fill(mean);
}

function silence({ sampleRate, channels }: Clip, seconds: number): Clip {
  const length = checkSize(framesIn(seconds, sampleRate));
  return { sampleRate, channels: channels.map(() => new Float64Array(length)) };
}

function draw(
  random: PythonRandom,
  frames: number,
  last: number,
  [from, to]: Interval,
  avoids: boolean,
): { start: number; accepted: boolean } {
  const isIn = (frame: number) => from <= frame && frame <= to;
  let start = 0;
  for (let tries = 0; tries < (avoids ? MOST_TRIES : 1); tries++) {
    start = random.randint(0, last);
    if (!isIn(start) && !isIn(start + frames)) return { start, accepted: true };
  }
  return { start, accepted: false };
}

function cut({ sampleRate, channels }: Clip, start: number, frames: number, ramp: number, { edit }: Kernels) {
  const length = framesIn(ramp, sampleRate);
  const chunk = channels.map((channel) => channel.subarray(start, start + frames));
  return edit.ramp(chunk, length, length, 'cosine');
}

/** As much as there is room for. */
function paste(chunk: readonly Float64Array[], out: Clip, position: number): void {
  const room = frameLength(out) - position;
  for (const [index, channel] of out.channels.entries()) channel.set(chunk[index]?.subarray(0, room) ?? [], position);
}

function misfit(frames: number, sound: Clip): AppError {
  const length = frameLength(sound);
  const expected = `chunks of at least one sample and no longer than any sound (here ${length / sound.sampleRate} s)`;
  const got = `one of ${frames / sound.sampleRate} s`;
  const issue = { path: 'chunk_dur_max', code: 'too-long', expected, got };
  return new AppError('query-invalid', `chunk_dur_max: expected ${expected}, got ${got}`, { issues: [issue] });
}
