import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { createLog, type LogLevel } from './log.ts';
import { LogFile } from './log-file.ts';

let folder: string;
let failures: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-log-'));
  failures = [];
});

afterEach(() => rm(folder, { recursive: true }));

function open(maxBytes = 1_000_000, path = join(folder, 'vt.log')): LogFile {
  return new LogFile({ path, maxBytes, clock: new FakeClock(), onFailure: (failure) => failures.push(failure) });
}

const read = (name = 'vt.log'): Promise<string> => readFile(join(folder, name), 'utf8');

describe('a log file', () => {
  it("has the original's lines, further lines of a message behind a tab", async () => {
    const file = open();
    file.write('one\ntwo\r\nthree\n');
    await file.flush();
    expect(await read()).toMatch(
      /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} :: [^(]+\(\d+:\d+\)\] one\n\ttwo\n\tthree\n$/,
    );
  });

  it('keeps the order of messages, and what was there before', async () => {
    for (const messages of [
      ['a', 'b'],
      ['c', 'd'],
    ]) {
      const file = open();
      for (const message of messages) file.write(message);
      await file.flush();
    }
    expect((await read()).match(/\w$/gm)?.join('')).toBe('abcd');
  });

  it('is turned over before it grows beyond its limit, and five old ones are kept', async () => {
    const file = open(200);
    for (let index = 0; index < 40; index++) {
      file.write(`message ${index} ${'x'.repeat(60)}`);
      if (index % 3 === 0) await file.flush();
    }
    await file.flush();
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(['vt.log', ...[1, 2, 3, 4, 5].map((age) => `vt.log.${age}`)]);
    const texts = await Promise.all([...names.slice(1).reverse(), 'vt.log'].map((name) => read(name)));
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(200);
    const numbers =
      texts
        .join('')
        .match(/(?<=message )\d+/g)
        ?.map(Number) ?? [];
    expect(numbers.at(-1)).toBe(39);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  });

  it('writes a message that is longer than the limit all the same', async () => {
    const file = open(50);
    file.write('x'.repeat(500));
    await file.flush();
    expect(await readdir(folder)).toEqual(['vt.log']);
  });

  it('tells once that it cannot be written, and lets the server go on', async () => {
    const file = open(1000, join(folder, 'absent', 'vt.log'));
    for (const message of ['one', 'two']) {
      file.write(message);
      await file.flush();
    }
    expect(failures).toHaveLength(1);
  });
});

describe('a log', () => {
  it.each<[LogLevel, string]>([
    ['CRITICAL', ''],
    ['ERROR', 'e'],
    ['WARNING', 'ew'],
    ['INFO', 'ewi'],
    ['DEBUG', 'ewid'],
  ])('of level %s writes what that level includes', (level, expected) => {
    let written = '';
    const log = createLog(level, (message) => {
      written += message;
    });
    log.error('e');
    log.warning('w');
    log.info('i');
    log.debug(() => 'd');
    expect(written).toBe(expected);
  });
});
