import type { Clip } from '../core/audio/clip.ts';
import { AppError } from '../core/base/errors.ts';
import type { Progress } from '../core/engine/engine.ts';
import type { RowFacts } from '../core/sets/run-set.ts';
import type { EngineClient, F0Track, LoadedSound, RenderedSound } from '../web/services/engine-client.ts';
import type { JobHandlers } from '../web/services/job-handlers.ts';
import { type Player, type PlayerState, SILENCE, type Side } from '../web/services/player.ts';
import type { CheckReport, ProvenanceClient } from '../web/services/provenance-client.ts';
import type { PlannedRow, RowOutcome, SetClient } from '../web/services/set-client.ts';

const RATE = 1000;
const FRAMES = 2000;
const SHAPE = { sampleRate: RATE, channelCount: 1, frames: FRAMES, duration: FRAMES / RATE };

/** One render asked of the fake engine, to be answered by the test. */
export interface AskedRender {
  readonly query: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Its samples come before the rest, which has no other ones then. */
  hear(): void;
  finish(): Promise<void>;
  fail(error: unknown): Promise<void>;
}

/** A row asked of the fake engine, to be answered by the test. */
export interface AskedRow {
  readonly index: number;
  finish(facts?: Partial<RowFacts>): Promise<void>;
  fail(message: string): Promise<void>;
}

export interface FakeEngine extends EngineClient {
  /** What the next plans give, or fail with. */
  planned: readonly PlannedRow[] | AppError;
  /** Requests of the rows that are left out. */
  leftOut: readonly string[];
  readonly rows: AskedRow[];
  /** Manifests whose plan or archive was asked for. */
  readonly manifests: string[];
  /** What the next checks find. */
  report: CheckReport | AppError;
  /** Links and sounds that were checked. */
  readonly checked: string[];
  readonly renders: AskedRender[];
  readonly released: string[];
  /** Sounds whose results were forgotten; `all`. */
  readonly forgotten: string[];
  /** Spectrograms and peaks asked for, in order. */
  readonly asked: string[];
  /** What the next pictures reject with. */
  pictureError: AppError | undefined;
  exports: 'at once' | 'never';
}

export interface FakeEngineOptions {
  /** Recipes inside files, by name. */
  readonly recipes?: Readonly<Record<string, string>>;
}

const ROW_FACTS: RowFacts = {
  duration: 2,
  frames: FRAMES,
  sampleRate: RATE,
  channels: 1,
  peakDbfs: -3,
  rmsDbfs: -20,
  rms: 0.1,
  snrDb: null,
  notes: [],
  gain: 1,
  sources: [],
  cached: false,
};

/** Lets everything that is already settled be heard. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** An engine without sound: files called `broken` fail, a file's id is its content, renders wait for the test. */
export function fakeEngine({ recipes = {} }: FakeEngineOptions = {}): FakeEngine {
  const clip: Clip = { sampleRate: RATE, channels: [new Float64Array(FRAMES)] };
  const track: F0Track = { framePeriodMs: 5, f0: new Float64Array(401).fill(200), mean: 200 };
  const levels = { peakDbfs: -3, rmsDbfs: -20 };
  const renders: AskedRender[] = [];
  const released: string[] = [];
  const asked: string[] = [];
  const forgotten: string[] = [];
  const rows: AskedRow[] = [];
  const manifests: string[] = [];
  const checked: string[] = [];
  const given = <T>(value: T | AppError): T => {
    if (value instanceof AppError) throw value;
    return value;
  };
  const sets: SetClient = {
    atOnce: 1,
    async plan(manifest) {
      manifests.push(manifest);
      return given(engine.planned);
    },
    leftOut: async () => engine.leftOut,
    render(_manifest, index, { signal }) {
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('cancelled', 'The job was cancelled.')));
        const answer = async (outcome: RowOutcome) => {
          resolve(outcome);
          await settle();
        };
        rows.push({
          index,
          finish: (facts) => answer({ kind: 'rendered', facts: { ...ROW_FACTS, ...facts } }),
          fail: (message) => answer({ kind: 'failed', error: new AppError('audio-clipped', message).toJSON() }),
        });
      });
    },
    preview: async () => clip,
    async export(manifest) {
      manifests.push(manifest);
      return { rendered: 1, failed: 0, archives: [new Blob(['zip'])] };
    },
  };
  const check = async (what: string) => {
    checked.push(what);
    return given(engine.report);
  };
  const provenance: ProvenanceClient = {
    describe: async () => ({ text: '', markdown: '', latex: '', bibtex: '', checklist: undefined }),
    link: async (id) => ({ plain: `x1=${id}`, named: `x1=named-${id}`, names: ['a.wav'] }),
    checkLink: (link) => check(link),
    checkFile: check,
  };
  const engine: FakeEngine = {
    planned: [],
    leftOut: [],
    rows,
    manifests,
    report: new AppError('internal', 'The test gave no report.'),
    checked,
    renders,
    released,
    asked,
    forgotten,
    pictureError: undefined,
    exports: 'at once',
    async load(file, name): Promise<LoadedSound> {
      const content = file instanceof Blob ? await file.text() : 'buffer';
      if (content === 'broken') throw new AppError('audio-invalid', 'Not a WAV file.');
      return { id: `id-${content}`, name, ...SHAPE, recipe: recipes[name], warnings: [] };
    },
    move: async (id) => void asked.push(`move ${id}`),
    expect: (id) => asked.push(`expect ${id}`),
    nameSounds: (meant) => asked.push(`name ${[...meant].flat().join(' ')}`),
    clip: async () => clip,
    levels: async () => levels,
    f0: async () => track,
    f0Edits: {
      async edit(id, { edits = [] }) {
        asked.push(`${id} f0 edits ${JSON.stringify(edits)}`);
        return { framePeriodMs: 5, tracked: track.f0, corrected: track.f0, shaped: track.f0, mean: track.mean };
      },
      read: async () => ({ points: [[0, 200]], frames: 1, voiced: 1, id: 'f0' }),
      write: async (kind) => new Blob([kind]),
    },
    render(query: string, { signal, onProgress, onSound }: JobHandlers) {
      return new Promise<RenderedSound>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('cancelled', 'The job was cancelled.')));
        const own = { ...clip };
        renders.push({
          query,
          signal,
          progress: onProgress,
          hear: () => onSound?.(own),
          async finish() {
            resolve({
              id: `result of ${query}`,
              signature: query,
              query,
              shape: SHAPE,
              clip: own,
              levels,
              f0: track,
              steps: [],
              elapsedMs: 38,
            });
            await settle();
          },
          async fail(error) {
            reject(error);
            await settle();
          },
        });
      });
    },
    check: async () => [],
    samples: async (_id, _start, count) => [new Float32Array(count)],
    async spectrogram(_id, _channel, { columns }) {
      return { columns, bins: 2, binWidth: 250, levelDb: new Float32Array(columns * 2).fill(-40) };
    },
    async columns(id, _channel, { start, columns, hop }) {
      asked.push(`${id} ${start} ${columns} ${hop}`);
      if (engine.pictureError) throw engine.pictureError;
      return { columns, bins: 2, binWidth: 250, levelDb: new Float32Array(columns * 2).fill(-40) };
    },
    loudest: async () => -40,
    async peaks(id, _channel, samplesPerCell, first, count) {
      asked.push(`${id} peaks ${samplesPerCell} ${first} ${count}`);
      return { extremes: new Float32Array(2 * Math.min(Math.ceil(FRAMES / samplesPerCell) - first, count)) };
    },
    peaksBetween: async (_id, _other, _channel, _size, _first, count) => ({ extremes: new Float32Array(2 * count) }),
    stretchLevels: async () => levels,
    async intensity(id, channel, floor) {
      asked.push(`${id} intensity ${channel} ${floor}`);
      return { step: 0.008, levelDb: new Float64Array(Math.floor(FRAMES / RATE / 0.008) + 1).fill(-20) };
    },
    async formants(id, channel, { start, frames, count }) {
      asked.push(`${id} formants ${channel} ${start} ${frames}`);
      return new Float64Array(frames * 2 * count).fill(500);
    },
    exportFile: (id, output, { signal }) => {
      asked.push(`${id} as ${output.format} ${output.bitrate ?? output.quality ?? output.encoding}`);
      if (engine.exports === 'at once') return Promise.resolve(new Blob([id]));
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('cancelled', 'The job was cancelled.')));
      });
    },
    sets,
    provenance,
    vocoder: {
      async shape(_given, sampleRate) {
        const bank = { edges: [], centers: [], gains: new Float32Array(), marks: new Float32Array() };
        const none = { synthesis: undefined, envelope: undefined, spread: undefined };
        return { sampleRate, frequencies: new Float64Array(), analysis: bank, ...none };
      },
      async envelopes(id, _channel, _given, { first, count, samplesPerCell }) {
        asked.push(`${id} bands ${first} ${count} ${samplesPerCell}`);
        return { bands: 0, cells: 0, values: new Float32Array() };
      },
    },
    spectra: {
      async columns(id, _channel, kind, _options, { start, columns, hop }) {
        asked.push(`${id} ${kind} ${start} ${columns} ${hop}`);
        return { columns, bins: 2, binWidth: 250, levelDb: new Float32Array(columns * 2).fill(-40) };
      },
      loudest: async () => -40,
    },
    file: (id) => new Blob([id]),
    async release(id) {
      released.push(id);
    },
    kept: async () => ({ entries: 2, bytes: forgotten.includes('all') ? 0 : 3_400_000 }),
    async forget(sound = 'all') {
      forgotten.push(sound);
    },
    dispose: () => undefined,
  };
  return engine;
}

export interface FakePlayer extends Player {
  readonly calls: string[];
  /** What each side has. */
  readonly clips: Partial<Record<Side, unknown>>;
  /** What is in the place of each side, and whether it keeps the source's time. */
  readonly others: Partial<Record<Side, { readonly sound: unknown; readonly keepsTime: boolean }>>;
}

/** Remembers what it was told; time stands still. */
export function fakePlayer(): FakePlayer {
  const calls: string[] = [];
  const clips: FakePlayer['clips'] = {};
  const others: FakePlayer['others'] = {};
  const listeners = new Set<(state: PlayerState) => void>();
  let state: PlayerState = { playing: false, side: 'source', loop: false, duration: FRAMES / RATE, gaps: 0 };
  const set = (change: Partial<PlayerState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  };
  return {
    calls,
    clips,
    others,
    setOther(side: Side, sound, keepsTime) {
      if (sound) others[side] = { sound, keepsTime };
      else delete others[side];
    },
    setClip(side: Side, clip) {
      clips[side] = clip;
      calls.push(`${side} ${clip ? 'clip' : 'nothing'}`);
    },
    play: async () => set({ playing: true }),
    stop: () => set({ playing: false }),
    setSide: (side) => set({ side }),
    setLoop: (loop) => set({ loop }),
    setRange: (range) => calls.push(range ? `range ${range.start} ${range.end}` : 'range all'),
    seek: (position) => calls.push(`seek ${position}`),
    position: () => 0.5,
    heard: () => SILENCE,
    listen: () => ({ take: () => [], leave: () => undefined }),
    setTrim: (side, gain) => calls.push(`trim ${side} ${gain.toFixed(3)}`),
    state: () => state,
    starts: () => [],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => undefined,
  };
}
