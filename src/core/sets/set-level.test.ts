import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeHost } from '../../testing/fake-host.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { voiceClip } from '../../testing/signals.ts';
import { AppError } from '../base/errors.ts';
import { decodeSound } from '../codecs/registry.ts';
import { createEngine } from '../engine/create-engine.ts';
import { renderFile } from '../engine/render-file.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from '../query/parse.ts';
import { levelSteps, STEPS_PER_DB } from './decibel-steps.ts';
import { expandSet } from './expand.ts';
import { exportSet } from './export-set.ts';
import { parseManifest } from './manifest.ts';
import { rowsRecord } from './record.ts';
import { type NamedRow, nameRows, renderRow, renderRows } from './run-set.ts';
import { passesBefore, settleRows } from './settle-rows.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const silence = { sampleRate: 16000, channels: [new Float64Array(1600)] };
const click = { sampleRate: 16000, channels: [Float64Array.from({ length: 1600 }, (_, at) => Number(at === 800))] };
const sounds = { voice: voiceClip({ seconds: 0.2 }), babble: voiceClip({ seconds: 0.5, seed: 2 }), click, silence };

/** Three levels in dB whose mean is -31, and that of their powers about -26.4. */
const uneven = {
  name: 'uneven',
  levels: 'mean',
  recipe: { file: 'voice', stack: [{ module: 'world' }, { module: 'level', rms: -30 }] },
  factors: [{ name: 'rms', path: 'stack[1].rms', values: { list: [-45, -26, -22] } }],
  output: { format: 'wav', encoding: 'f64' },
  naming: 'rms{rms}',
};

function bench() {
  const host = createFakeHost(kernels, sounds);
  return { engine: createEngine(host, MODULES), registry: MODULES, kernels, tools: host };
}

async function export_(given: object, renderer = bench()) {
  const set = parseManifest(given);
  const named = await nameRows(set, expandSet(set, MODULES, kernels.vocoder), renderer.engine);
  const all = (rows: readonly NamedRow[]) => renderRows(rows, (row) => renderRow(row, set, renderer), 2);
  const rows = await settleRows(set, named, all, renderer);
  const pieces: Uint8Array[] = [];
  const describeSource = async () => ({ frames: 1, sampleRate: 1, channels: 1, samples: '' });
  const readSource = async () => ({ bytes: new Uint8Array() });
  const facts = { registry: MODULES, version: '9.9.9', wasm: '', rows: rowsRecord(named), readSource, describeSource };
  for await (const { bytes } of exportSet(set, all(rows), facts)) pieces.push(bytes);
  const files = unzipSync(new Uint8Array(pieces.flatMap((piece) => [...piece])));
  const text = (path: string) => strFromU8(files[`${set.name}/${path}`]!);
  return { files, text, rows, named, renderer };
}

const decibels = (ratio: number) => 20 * Math.log10(ratio);

async function levelOf(files: Record<string, Uint8Array>, path: string): Promise<number> {
  const { clip } = await decodeSound(files[path]!, 'x.wav', { kernels });
  return decibels(kernels.level.rms(clip.channels));
}

/** Columns of a table by their names. */
function tableOf(csv: string) {
  const [header, ...lines] = csv.trimEnd().split('\r\n');
  const names = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])));
}

describe('a set at the mean of its levels', () => {
  it('has every sound at the mean in dB, and says by how much each was changed', async () => {
    const { files, text } = await export_(uneven);
    for (const rms of [-45, -26, -22]) {
      expect(await levelOf(files, `uneven/sounds/rms${rms}.wav`)).toBeCloseTo(-31, 4);
    }
    const table = tableOf(text('table.csv'));
    expect(table.map((row) => [row['rms_dbfs'], row['gain_db']])).toEqual([
      ['-31', '14'],
      ['-31', '-5'],
      ['-31', '-9'],
    ]);
    expect(JSON.parse(text('sounds/rms-26.json'))).toMatchObject({ setLevel: { rms: -31, gain: -5 } });
    expect(JSON.parse(text('manifest.json')).levels).toBe('mean');
    expect(text('README.txt')).toContain(
      'the mean level of the set, -31.00 dB RMS re full scale, before clipping control:',
    );
    expect(text('README.txt')).toContain('Silence was left as it is.');
    expect(text('methods.md')).toContain('All stimuli were set to one level, -31.00 dB RMS re full scale');
  });

  it('has in each file the recipe that makes this very file, which no clipping of before needs', async () => {
    const { files, text, renderer } = await export_(uneven);
    const { query } = JSON.parse(text('sounds/rms-45.json'));
    expect(query.stack.at(-1)).toEqual({ module: 'level', rms: -31 });
    const parsed = parseQuery(query, MODULES);
    if (!parsed.ok) throw parsed.error;
    const result = await renderer.engine.run(parsed.value.query);
    const file = [...(await renderFile({ result, query: result.query }, MODULES, renderer.tools))];
    expect(new Uint8Array(file.flatMap((piece) => [...piece]))).toEqual(files['uneven/sounds/rms-45.wav']);
  });

  it('keeps the ratio of target and masker, and each row counts with both', async () => {
    const stack = [
      { module: 'level', rms: -30 },
      { module: 'masker', file: 'babble', snr: 0, lead: 0.1, tail: 0.1 },
    ];
    const factors = [{ name: 'snr', path: 'stack[1].snr', values: { list: [-12, 0, 6] } }];
    const given = { ...uneven, recipe: { file: 'voice', stack }, factors, naming: 'snr{snr}' };
    const { files, text } = await export_(given);
    const levels = await Promise.all([-12, 0, 6].map((snr) => levelOf(files, `uneven/sounds/snr${snr}.wav`)));
    for (const level of levels) expect(level).toBeCloseTo(levels[0]!, 4);
    expect(tableOf(text('table.csv')).map((row) => row['snr_db'])).toEqual(['-12', '0', '6']);
  });

  it('computes no row again when another one is changed: only its last step is another', async () => {
    const renderer = bench();
    await export_(uneven, renderer);
    const changed = { ...uneven, factors: [{ ...uneven.factors[0], values: { list: [-45, -26, -19] } }] };
    const { rows } = await export_(changed, renderer);
    const again = await renderer.engine.run(rows[0]!.query);
    expect(rows[0]!.setLevel?.rms).toBe(-30);
    expect(again.steps.map(({ module, cached }) => [module, cached])).toEqual([
      ['world', true],
      ['level', true],
      ['level', true],
    ]);
  });

  it('turns all down alike behind that, where one would clip', async () => {
    const recipe = { file: 'voice', stack: [{ module: 'level', rms: -15 }] };
    const factors = [
      { name: 'file', path: 'file', values: { list: ['voice', 'click'] }, group: 'a' },
      { name: 'rms', path: 'stack[0].rms', values: { list: [-15, -35] }, group: 'a' },
    ];
    const { files, rows, text } = await export_({ ...uneven, clip: 'set', recipe, factors, naming: '{file}' });
    const [voice, click] = [
      await levelOf(files, 'uneven/sounds/voice.wav'),
      await levelOf(files, 'uneven/sounds/click.wav'),
    ];
    expect(click).toBeCloseTo(voice, 3);
    expect(voice).toBeLessThan(-26);
    expect(rows.map(({ query }) => query.stack.length)).toEqual([3, 2]);
    for (const row of tableOf(text('table.csv'))) expect(Number(row['peak_dbfs'])).toBeLessThan(-0.17);
  });

  it('leaves silence and rows that fail out of the mean', async () => {
    const recipe = {
      file: 'voice',
      stack: [
        { module: 'level', rms: -30 },
        { module: 'slice', start: 0 },
      ],
    };
    const factors = [
      { name: 'file', path: 'file', values: { list: ['voice', 'silence', 'voice', 'voice'] }, group: 'a' },
      { name: 'rms', path: 'stack[0].rms', values: { list: [-30, -30, -20, -30] }, group: 'a' },
      { name: 'start', path: 'stack[1].start', values: { list: [0, 0, 0, 9] }, group: 'a' },
    ];
    const { rows, text } = await export_({ ...uneven, recipe, factors, naming: '{i}' });
    expect(rows.map(({ setLevel }) => setLevel)).toEqual([
      { rms: -25, gain: 5 },
      { rms: -25, gain: 0 },
      { rms: -25, gain: -5 },
      undefined,
    ]);
    expect(text('table.csv')).toContain('silence: there is no level to set');
  });

  it('refuses a row whose level is not known, though it could be made: it would have its own', async () => {
    const renderer = bench();
    const set = parseManifest(uneven);
    const named = await nameRows(set, expandSet(set, MODULES, kernels.vocoder), renderer.engine);
    const error = new AppError('internal', 'no room');
    const failing = (whole: boolean) => (rows: readonly NamedRow[]) =>
      renderRows(
        rows,
        async (row) => (whole || row.index === 0 ? { kind: 'failed', row, error } : renderRow(row, set, renderer)),
        1,
      );
    const rows = await settleRows(set, named, failing(false), renderer);
    expect(rows.map(({ refused, setLevel }) => [refused, setLevel?.rms])).toEqual([
      [error, undefined],
      [undefined, -24],
      [undefined, -24],
    ]);
    expect(rows[0]!.query).toEqual(named[0]!.query);
    const none = await settleRows(set, named, failing(true), renderer);
    expect(none.map(({ refused }) => refused)).toEqual([error, error, error]);
  });

  it('is not spoken of in a manifest without it, whose rows stay as they are', async () => {
    const { levels: _, ...plain } = uneven;
    const { text, rows, named } = await export_({ ...plain, levels: 'recipe' });
    expect(rows).toEqual(named);
    expect(Object.keys(JSON.parse(text('manifest.json')))).not.toContain('levels');
    expect(Object.keys(JSON.parse(text('sounds/rms-45.json')))).not.toContain('setLevel');
    expect(text('methods.md') + text('README.txt')).not.toContain('mean');
  });
});

it('a level in steps is that of its RMS, to the nearest', () => {
  for (const db of [-120, -96.32, -31, -0.00004, 0, 3]) {
    const nearest = Math.min(0, Math.round(db * STEPS_PER_DB)) + 0;
    expect(levelSteps(10 ** (db / 20), kernels)).toBe(nearest);
  }
});

it('rows are gone through once before they are made for each thing that depends on all', () => {
  const passes = (given: object) => passesBefore(parseManifest({ ...uneven, ...given }));
  expect([passes({ levels: 'recipe' }), passes({}), passes({ clip: 'set' })]).toEqual([0, 1, 2]);
});
