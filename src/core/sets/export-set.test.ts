import { sha256 } from '@noble/hashes/sha2.js';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import { decodeSound } from '../codecs/registry.ts';
import { createEngine } from '../engine/create-engine.ts';
import { ENGINE } from '../engine/version.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { expandSet } from './expand.ts';
import { exportSet, type SourceNow } from './export-set.ts';
import { parseManifest } from './manifest.ts';
import { rowsRecord } from './record.ts';
import { nameRows, type RowResult, renderRow, renderRows } from './run-set.ts';
import { formatCsv } from './table.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const voice = voiceClip({ seconds: 0.2 });
const sounds = { voice, twin: voice, loud: voiceClip({ seconds: 0.2, seed: 2 }) };
const manifest = {
  name: 'grid',
  recipe: { file: 'voice', stack: [{ module: 'world' }, { module: 'level', rms: -20 }] },
  factors: [
    { name: 'source', path: 'file', values: { list: ['voice', 'loud'] } },
    { name: 'f0', path: 'stack[0].f0', values: { list: ['-12st', '*1', '*2'] } },
  ],
  naming: '{source}_{f0}',
};

function bench() {
  const host = createFakeHost(kernels, sounds);
  const engine = createEngine(host, MODULES);
  return { host, engine, renderer: { engine, registry: MODULES, kernels, tools: host } };
}

async function zipOf(
  given: object,
  { engine, renderer } = bench(),
  limits?: { readonly bytes: number; readonly entries: number },
  readSource: (name: string) => Promise<SourceNow> = readFile,
) {
  const set = parseManifest(given);
  const rows = await nameRows(set, expandSet(set, MODULES, kernels.vocoder), engine);
  const results: RowResult[] = [];
  async function* inOrder() {
    for await (const result of renderRows(rows, (row) => renderRow(row, set, renderer), 2)) {
      results.push(result);
      yield result;
    }
  }
  const parts: Uint8Array[][] = [];
  const record = { wasm: 'a'.repeat(48), rows: rowsRecord(rows), describeSource };
  const facts = { registry: MODULES, version: '9.9.9', readSource, ...record, ...(limits ? { limits } : {}) };
  for await (const { part, bytes } of exportSet(set, inOrder(), facts)) {
    parts[part] = [...(parts[part] ?? []), bytes];
  }
  const zips = parts.map((pieces) => new Uint8Array(pieces.flatMap((piece) => [...piece])));
  return { zips, entries: zips.map((zip) => unzipSync(zip)), results };
}

const describeSource = async ({ name }: { name: string }) => {
  const { sampleRate, channels } = sounds[name as keyof typeof sounds];
  return { frames: channels[0]!.length, sampleRate, channels: channels.length, samples: 'b'.repeat(48) };
};

/** Sounds of the fake host have no files of their own. */
const readFile = async (name: string) => ({ bytes: strToU8(`file of ${name}`) });
const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('the archive of a set', () => {
  it('has every sound with its recipe inside, and what explains them', async () => {
    const { entries } = await zipOf(manifest);
    const [files] = entries;
    const names = Object.keys(files!).map((name) => name.replace('grid/', ''));
    for (const name of ['manifest.json', 'table.csv', 'methods.md', 'references.bib', 'README.txt', 'SHA256SUMS']) {
      expect(names).toContain(name);
    }
    const sound = files!['grid/sounds/voice_-12st.wav']!;
    const { recipe, clip } = await decodeSound(sound, 'x.wav', { kernels });
    const sidecar = JSON.parse(strFromU8(files!['grid/sounds/voice_-12st.json']!));
    expect(recipe!.signature).toBe(sidecar.signature);
    expect(sidecar).toMatchObject({ values: { source: 'voice', f0: '-12st' }, frames: clip.channels[0]!.length });
    expect(sidecar.sha256).toBe(hex(sha256(sound)));
    const table = strFromU8(files!['grid/table.csv']!).split('\r\n');
    expect(table[0]).toMatch(/,signature,sha256,error$/);
    expect(table.find((line) => line.startsWith('sounds/voice_-12st.wav'))).toContain(`,${sidecar.sha256},`);
  });

  it('checks: every file but the sums themselves is in SHA256SUMS, with its digest', async () => {
    const { entries } = await zipOf(manifest);
    const [files] = entries;
    const lines = strFromU8(files!['grid/SHA256SUMS']!).trimEnd().split('\n');
    expect(lines).toHaveLength(Object.keys(files!).length - 1);
    for (const line of lines) {
      const [sum, path] = line.split('  ') as [string, string];
      expect(hex(sha256(files![`grid/${path}`]!)), path).toBe(sum);
    }
  });

  it('is the same, byte for byte, from the same manifest', async () => {
    const [once, twice] = [await zipOf(manifest), await zipOf(manifest)];
    expect(hex(sha256(once.zips[0]!))).toBe(hex(sha256(twice.zips[0]!)));
  });

  it('can be made again from the manifest that is in it', async () => {
    const { zips, entries } = await zipOf(manifest);
    const again = await zipOf(JSON.parse(strFromU8(entries[0]!['grid/manifest.json']!)));
    expect(hex(sha256(again.zips[0]!))).toBe(hex(sha256(zips[0]!)));
  });

  it('says what made it in its manifest: engine, sources by their content, and which rows they are', async () => {
    const created = '2026-03-01T10:20:30+02:00';
    const { entries, results } = await zipOf({ ...manifest, created });
    const told = JSON.parse(strFromU8(entries[0]!['grid/manifest.json']!));
    const ids = new Map(
      results
        .flatMap((result) => (result.kind === 'rendered' ? result.facts.sources : []))
        .map(({ name, id }) => [name, id]),
    );
    const shape = { frames: voice.channels[0]!.length, sampleRate: voice.sampleRate, channels: 1 };
    expect(told).toMatchObject({
      engine: { version: ENGINE, wasm: 'a'.repeat(48), world: 1, precision: 'double' },
      sources: ['voice', 'loud'].map((name) => ({ id: ids.get(name), name, ...shape, samples: 'b'.repeat(48) })),
      rows: { count: 6, digest: expect.stringMatching(/^[a-z2-7]{48}$/) },
      created,
    });
    const later = await zipOf({ ...told, created: '2027-01-01T00:00:00Z' });
    expect(JSON.parse(strFromU8(later.entries[0]!['grid/manifest.json']!))).toMatchObject({
      ...told,
      created: '2027-01-01T00:00:00Z',
    });
  });

  it('says which rows the whole set has in each of several zips', async () => {
    const { entries } = await zipOf(manifest, bench(), { bytes: 20_000, entries: 60_000 });
    const counts = entries.map((files) => JSON.parse(strFromU8(files['grid/manifest.json']!)).rows.count);
    expect(counts).toEqual(entries.map(() => 6));
  });

  it('comes from the cache the second time, and one changed value renders its rows only', async () => {
    const place = bench();
    const cached = ({ results }: { results: RowResult[] }) =>
      results.map((result) => result.kind === 'rendered' && result.facts.cached);
    expect(cached(await zipOf(manifest, place))).toEqual(Array(6).fill(false));
    expect(cached(await zipOf(manifest, place))).toEqual(Array(6).fill(true));
    const [source, f0] = manifest.factors;
    const changed = { ...manifest, factors: [source, { ...f0, values: { list: ['-12st', '*1', '*3'] } }] };
    expect(cached(await zipOf(changed, place))).toEqual([true, true, false, true, true, false]);
  });

  it('tells the signal-to-noise ratio that each mix has, also of a sound out of the cache', async () => {
    const stack = [{ module: 'masker', file: 'loud', snr: 0 }, { module: 'world' }];
    const snr = { name: 'snr', path: 'stack[0].snr', values: { list: [-6, 3.25] } };
    const masked = { name: 'masked', recipe: { file: 'voice', stack }, factors: [snr], naming: '{snr}' };
    const place = bench();
    for (const run of [await zipOf(masked, place), await zipOf(masked, place)]) {
      const [head, ...lines] = strFromU8(run.entries[0]!['masked/table.csv']!).trim().split('\r\n');
      const column = head!.split(',').indexOf('snr_db');
      expect(lines.map((line) => line.split(',')[column])).toEqual(['-6', '3.25']);
      expect(JSON.parse(strFromU8(run.entries[0]!['masked/sounds/-6.json']!)).snrDb).toBe(-6);
    }
    const plain = strFromU8((await zipOf(manifest)).entries[0]!['grid/table.csv']!).split('\r\n');
    expect(plain[1]!.split(',')[plain[0]!.split(',').indexOf('snr_db')]).toBe('');
  });

  it('tells a row that fails in the table, and goes on', async () => {
    const failing = { name: 'source', path: 'file', values: { list: ['voice', 'loud'] } };
    const refusing = {
      ...manifest,
      clip: 'refuse',
      recipe: { file: 'voice', stack: [{ module: 'level', gain: 0 }] },
      factors: [failing, { name: 'gain', path: 'stack[0].gain', values: { list: [0, 60] } }],
      naming: '{source}{gain}',
    };
    const { entries, results } = await zipOf(refusing);
    expect(results.map(({ kind }) => kind)).toEqual(['rendered', 'failed', 'rendered', 'failed']);
    const table = strFromU8(entries[0]!['grid/table.csv']!);
    expect(table).toContain('to prevent clipping, and the set refuses that.');
    expect(Object.keys(entries[0]!).filter((name) => name.endsWith('.wav'))).toHaveLength(2);
  });

  it('goes into several zips where one cannot hold it, each complete', async () => {
    const { entries } = await zipOf(manifest, bench(), { bytes: 20_000, entries: 60_000 });
    expect(entries.length).toBeGreaterThan(1);
    for (const files of entries) expect(Object.keys(files)).toContain('grid/manifest.json');
    const wavs = entries.flatMap((files) => Object.keys(files).filter((name) => name.endsWith('.wav')));
    expect(new Set(wavs).size).toBe(6);
  });

  it('has the sounds that it was made from where its manifest says so, and always says which they are', async () => {
    const { entries, results } = await zipOf({ ...manifest, sources: 'included' });
    const [files] = entries;
    const ids = results.map((result) => (result.kind === 'rendered' ? result.facts.sources[0]!.id : ''));
    expect(Object.keys(files!).filter((name) => name.startsWith('grid/sources/'))).toEqual(
      [...new Set(ids)].map((id) => `grid/sources/${id}`),
    );
    expect(strFromU8(files![`grid/sources/${ids[0]}`]!)).toBe('file of voice');
    expect(strFromU8(files!['grid/SHA256SUMS']!)).toContain(`sources/${ids[0]}\n`);
    expect(strFromU8(files!['grid/README.txt']!)).toContain(`    sources/${ids[0]}  voice\n`);
    const [without] = (await zipOf(manifest)).entries;
    expect(Object.keys(without!).some((name) => name.includes('sources/'))).toBe(false);
    expect(strFromU8(without!['grid/README.txt']!)).toContain(`    ${ids[0]}  voice\n`);
  });

  it('is not made with a source that was changed since its rows were', async () => {
    const other = async (name: string) => ({ ...(await readFile(name)), id: 'another' });
    const made = zipOf({ ...manifest, sourceFiles: 'included' }, bench(), undefined, other);
    await expect(made).rejects.toThrow('The source "voice" was changed while the set was made from it.');
    await zipOf(manifest, bench(), undefined, other);
  });

  it('says every name of a sound that has two', async () => {
    const factors = [{ name: 'source', path: 'file', values: { list: ['voice', 'twin'] } }];
    const { entries } = await zipOf({ ...manifest, sourceFiles: 'included', factors, naming: '{source}' });
    const [files] = entries;
    const [path, ...others] = Object.keys(files!).filter((name) => name.startsWith('grid/sources/'));
    expect(others).toEqual([]);
    const place = path!.slice('grid/'.length);
    expect(strFromU8(files!['grid/README.txt']!)).toContain(`    ${place}  voice\n    ${place}  twin\n`);
  });

  it('has its sources in each of several zips, each complete', async () => {
    const { entries } = await zipOf({ ...manifest, sourceFiles: 'included' }, bench(), {
      bytes: 20_000,
      entries: 60_000,
    });
    expect(entries.length).toBeGreaterThan(1);
    for (const files of entries) {
      expect(Object.keys(files).some((name) => name.startsWith('grid/sources/'))).toBe(true);
    }
  });

  it('is refused before any work where two rows would have one name', async () => {
    await expect(zipOf({ ...manifest, naming: '{source}' })).rejects.toThrow(/rows 1 and 2 both become voice/);
  });
});

describe('rows that are rendered some at a time', () => {
  it('come in their order, no more at once than asked for', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => ({ index }) as never);
    let [running, most] = [0, 0];
    const render = async (row: { index: number }) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < 7 - row.index; turn += 1) await Promise.resolve();
      running -= 1;
      return { kind: 'failed', row } as never;
    };
    const order: number[] = [];
    for await (const { row } of renderRows(rows, render, 3)) order.push(row.index);
    expect([order, most]).toEqual([[0, 1, 2, 3, 4, 5, 6], 3]);
  });
});

describe('a table', () => {
  it('quotes what has commas, quotes or lines, and disarms formulas', () => {
    const csv = formatCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        ['=1+1', -3],
        [null, '-12st'],
      ],
    );
    expect(csv).toBe('a,b\r\n"x,y","say ""hi"""\r\n"\'=1+1",-3\r\n,-12st\r\n');
  });
});
