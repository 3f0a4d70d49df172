import { sha256 } from '@noble/hashes/sha2.js';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import { decodeSound } from '../codecs/registry.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine } from '../engine/engine.ts';
import { renderFile } from '../engine/render-file.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import { turnedDownBy } from './clip-gain.ts';
import { expandSet } from './expand.ts';
import { exportSet } from './export-set.ts';
import { parseManifest } from './manifest.ts';
import { rowsRecord } from './record.ts';
import { type NamedRow, nameRows, renderRow, renderRows } from './run-set.ts';
import { scaleTogether } from './set-gain.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const sounds = { voice: voiceClip({ seconds: 0.2 }), babble: voiceClip({ seconds: 0.5, seed: 2 }) };

/** Target in one ear and masker in the other, so that both can be measured in the file; loud ones would clip. */
const loud = {
  name: 'loud',
  clip: 'set',
  recipe: {
    file: 'voice',
    stack: [
      { module: 'level', rms: -30 },
      { module: 'masker', file: 'babble', snr: 0, lead: 0.1, tail: 0.1, targetEar: 'left', maskerEar: 'right' },
    ],
  },
  factors: [
    { name: 'rms', path: 'stack[0].rms', values: { list: [-30, -3] } },
    { name: 'snr', path: 'stack[1].snr', values: { list: [-12, 0, 6] } },
  ],
  output: { format: 'wav', encoding: 's24' },
  naming: 'rms{rms}_snr{snr}',
};

function bench() {
  const host = createFakeHost(kernels, sounds);
  const engine = createEngine(host, MODULES);
  return { engine, registry: MODULES, kernels, tools: host };
}

async function export_(given: object) {
  const renderer = bench();
  const set = parseManifest(given);
  const named = await nameRows(set, expandSet(set, MODULES, kernels.vocoder), renderer.engine);
  const all = (rows: typeof named) => renderRows(rows, (row) => renderRow(row, set, renderer), 2);
  const rows = await scaleTogether(all(named), renderer);
  const pieces: Uint8Array[] = [];
  const describeSource = async () => ({ frames: 1, sampleRate: 1, channels: 1, samples: '' });
  const record = { wasm: '', rows: rowsRecord(named), describeSource };
  const facts = { registry: MODULES, version: '9.9.9', readSource, ...record };
  for await (const { bytes } of exportSet(set, all(rows), facts)) pieces.push(bytes);
  const zip = new Uint8Array(pieces.flatMap((piece) => [...piece]));
  return { zip, files: unzipSync(zip), named, rows, renderer };
}

const readSource = async (name: string) => ({ bytes: new TextEncoder().encode(name) });

const decibels = (ratio: number) => 20 * Math.log10(ratio);

async function soundOf(files: Record<string, Uint8Array>, name: string): Promise<Clip> {
  const { clip } = await decodeSound(files[`loud/sounds/${name}.wav`]!, `${name}.wav`, { kernels });
  return clip;
}

/** RMS of target and masker where the target is. */
function levelsOf({ sampleRate, channels }: Clip): [target: number, masker: number] {
  const [from, to] = [0.1 * sampleRate, 0.3 * sampleRate];
  return channels.map((channel) => kernels.level.rms([channel.subarray(from, to)])) as [number, number];
}

const tableOf = (files: Record<string, Uint8Array>) =>
  strFromU8(files['loud/table.csv']!)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));

describe('a set that is turned down as a whole', () => {
  it('keeps the ratio of every row and the differences between rows within 0.05 dB, and clips nowhere', async () => {
    const { files } = await export_(loud);
    const targets: Record<string, number> = {};
    let peak = 0;
    for (const rms of [-30, -3]) {
      for (const snr of [-12, 0, 6]) {
        const clip = await soundOf(files, `rms${rms}_snr${snr}`);
        const [target, masker] = levelsOf(clip);
        expect(Math.abs(decibels(target / masker) - snr)).toBeLessThan(0.05);
        targets[`${rms} ${snr}`] = decibels(target);
        peak = Math.max(peak, kernels.level.peak(clip.channels));
      }
    }
    for (const snr of [-12, 0, 6]) {
      expect(Math.abs(targets[`-3 ${snr}`]! - targets[`-30 ${snr}`]! - 27)).toBeLessThan(0.05);
      expect(Math.abs(targets[`-3 ${snr}`]! - targets['-3 0']!)).toBeLessThan(0.05);
    }
    expect(peak).toBeCloseTo(0.98, 3);
  });

  it('says the one gain in every line of its table', async () => {
    const { files } = await export_(loud);
    const [header, ...lines] = tableOf(files);
    const gains = new Set(lines.map((line) => line[header!.indexOf('gain_db')]));
    expect(gains.size).toBe(1);
    expect(Number([...gains][0])).toBeLessThan(-3);
  });

  it('is the same, byte for byte, the second time', async () => {
    const [once, twice] = [await export_(loud), await export_(loud)];
    expect(sha256(once.zip)).toEqual(sha256(twice.zip));
  });

  it('has in each file the recipe that makes this very file, its gain with it', async () => {
    const { files, renderer } = await export_(loud);
    const sidecar = JSON.parse(strFromU8(files['loud/sounds/rms-30_snr0.json']!));
    expect(sidecar.query.stack.at(-1)).toMatchObject({ module: 'level' });
    const parsed = parseQuery(sidecar.query, MODULES);
    if (!parsed.ok) throw parsed.error;
    const result = await renderer.engine.run(parsed.value.query);
    const file = [...(await renderFile({ result, query: result.query }, MODULES, renderer.tools))];
    expect(new Uint8Array(file.flatMap((piece) => [...piece]))).toEqual(files['loud/sounds/rms-30_snr0.wav']);
  });

  const nested = {
    ...loud,
    recipe: {
      file: { file: 'voice', stack: [{ module: 'level', rms: -30 }] },
      stack: [{ module: 'ramp', duration: 0 }],
    },
    factors: [{ name: 'rms', path: 'file.stack[0].rms', values: { list: [-30, -3] } }],
    naming: 'rms{rms}',
  };

  it('counts what a recipe that is the source of its rows was turned down by', async () => {
    const { files } = await export_(nested);
    const [low, high] = [await soundOf(files, 'rms-30'), await soundOf(files, 'rms-3')];
    expect(decibels(kernels.level.rms(high.channels) / kernels.level.rms(low.channels))).toBeCloseTo(27, 1);
  });

  it('refuses, where it is told to, a row whose source was turned down', async () => {
    const { files } = await export_({ ...nested, clip: 'refuse' });
    const [, low, high] = strFromU8(files['loud/table.csv']!).split('\r\n');
    expect(low).not.toContain('refuses');
    expect(high).toContain('file: reduced to prevent clipping, and the set refuses that');
  });

  it('refuses a row whose gain is not known, though it could be made: it would be too loud', async () => {
    const renderer = bench();
    const set = parseManifest(loud);
    const named = await nameRows(set, expandSet(set, MODULES, kernels.vocoder), renderer.engine);
    const error = new AppError('internal', 'no room');
    const measure = async (row: NamedRow) =>
      row.index === 0 ? ({ kind: 'failed', row, error } as const) : renderRow(row, set, renderer, { encode: false });
    const rows = await scaleTogether(renderRows(named, measure, 1), renderer);
    expect(rows.map(({ refused }) => refused)).toEqual([error, ...rows.slice(1).map(() => undefined)]);
    expect(rows[0]).toEqual({ ...named[0], refused: error });
    expect(rows[1]!.setGainDb).toBeLessThan(-3);
  });

  it('is left as it is where nothing clips', async () => {
    const { named, rows, files } = await export_({ ...loud, factors: [loud.factors[1]], naming: '{snr}' });
    expect(rows).toEqual(named);
    const [header, ...lines] = tableOf(files);
    expect(lines.map((line) => line[header!.indexOf('gain_db')])).toEqual(['0', '0', '0']);
  });
});

describe('what counts of clipping control', () => {
  const gainOf = (stack: object[], gains: number[], file: unknown = 'voice', sourceGains: number[] = []) => {
    const parsed = parseQuery({ file, stack }, MODULES);
    if (!parsed.ok) throw parsed.error;
    return turnedDownBy({ query: parsed.value.query, steps: gains.map((gain) => ({ gain })), sourceGains });
  };

  it('is the product over steps', () => {
    expect(gainOf([{ module: 'level', gain: 9 }, { module: 'world' }], [0.5, 0.25])).toBe(0.125);
  });

  it('is that of a recipe that is the source, too, from where its level was set last', () => {
    const source = { file: 'voice', stack: [{ module: 'world' }, { module: 'level', rms: -20 }] };
    expect(gainOf([{ module: 'world' }], [0.5], source, [0.5, 0.25])).toBe(0.125);
    expect(gainOf([], [], source, [0.5, 0.25])).toBe(0.25);
    expect(gainOf([{ module: 'world' }], [0.5], [source, 'babble'])).toBe(0.5);
  });

  it('is nothing from before a level is set anew, or a sound of its own level comes in', () => {
    expect(gainOf([{ module: 'world' }, { module: 'level', rms: -20 }, { module: 'world' }], [0.5, 0.25, 0.5])).toBe(
      0.125,
    );
    expect(gainOf([{ module: 'world' }, { module: 'mixin', file: 'babble' }], [0.5, 0.25])).toBe(0.25);
  });

  it('refuses a row that cannot be turned down, and goes on with the others', async () => {
    const renderer = bench();
    const set = parseManifest(loud);
    const named = await nameRows(set, expandSet(set, MODULES, kernels.vocoder), renderer.engine);
    const refused = new AppError('query-invalid', 'too many steps');
    const signature: Engine['signature'] = async (query, options) => {
      if (query.stack[0]?.params['rms'] === -30) throw refused;
      return renderer.engine.signature(query, options);
    };
    const alone = (row: NamedRow) => renderRow(row, set, renderer, { encode: false });
    const tools = { ...renderer, engine: { ...renderer.engine, signature } };
    const rows = await scaleTogether(renderRows(named, alone, 1), tools);
    const made: string[] = [];
    // Who renders counts, too, what was refused before.
    const counted = { failed: 0, rendered: 0 };
    const render = async (row: NamedRow) => {
      const result = await alone(row);
      counted[result.kind] += 1;
      return result;
    };
    for await (const { kind, row } of renderRows(rows, render, 1)) made.push(`${row.name} ${kind}`);
    expect(rows.filter((row) => row.refused === refused).length).toBe(3);
    expect(counted).toEqual({ failed: 3, rendered: 3 });
    expect(made.filter((line) => line.endsWith('rendered'))).toHaveLength(3);
  });
});
