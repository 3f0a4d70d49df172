import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScope } from '../../core/base/scope.ts';
import { exchange } from '../../testing/vt-client.ts';
import { findInstallation } from '../host/installation.ts';
import { startVt } from './start-vt.ts';
import { defaultVtConfig } from './vt-config.ts';

const GOLDEN = fileURLToPath(new URL('../../testing/golden/vtserver/', import.meta.url));

interface Answer {
  readonly name: string;
  readonly out: 'ok' | 'error';
  /** An expression of Python's. */
  readonly details: string;
  readonly line?: string;
  readonly request?: object;
  readonly corrected?: string;
}

const read = (name: string) => JSON.parse(readFileSync(join(GOLDEN, name), 'utf8'));
const {
  answers,
  conversations,
}: {
  readonly answers: readonly Answer[];
  readonly conversations: readonly { readonly name: string }[];
} = read('answers.json');
const refused: readonly { readonly name: string; readonly request: object }[] = read('cases.json').refused;

const scope = createScope();
let folder: string;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-answers-'));
  await cp(GOLDEN, join(folder, 'audio'), { recursive: true });
  const config = { ...defaultVtConfig(folder), cachefolder: join(folder, 'cache'), port: 0, workers: 1 };
  ({ port } = await startVt(config, { installation: findInstallation(), write: () => {} }, scope));
});

afterAll(async () => {
  await scope.close();
  await rm(folder, { recursive: true });
});

async function ask(request: object | string): Promise<{ readonly out: string; readonly details: string }> {
  const line = typeof request === 'string' ? request : `${JSON.stringify(request)}\n`;
  const { bytes } = await exchange(port, line);
  expect(bytes.length).toBeLessThan(1024);
  return JSON.parse(bytes.toString());
}

const lineOf = ({ name, line, request }: Answer): object | string =>
  line ?? request ?? refused.find((one) => one.name === name)!.request;

/** `(?i)` and `(?i:...)` for the whole: no expression here has another use of it. */
function expressionOf(details: string): RegExp {
  const ignoresCase = details.includes('(?i');
  return new RegExp(details.replace('(?i:', '(?:').replace('(?i)', ''), ignoresCase ? 'is' : 's');
}

describe('the answers that VTServer gave without a sound', () => {
  it('are all here', () => {
    expect(answers).toHaveLength(83);
    expect(answers.filter(({ corrected }) => corrected?.startsWith('answers ok'))).toHaveLength(9);
  });

  it.each(answers.filter(({ corrected }) => corrected === undefined))('are given: $name', async (answer) => {
    const { out, details } = await ask(lineOf(answer));
    expect([out, details]).toEqual([answer.out, expect.stringMatching(expressionOf(answer.details))]);
  });

  it.each(answers.filter(({ corrected }) => corrected !== undefined))(
    'are right where its were wrong: $name',
    async (answer) => {
      const { out } = await ask(lineOf(answer));
      expect(out).toBe(answer.corrected?.startsWith('answers ok') ? 'ok' : 'error');
    },
  );
});

describe('conversations', () => {
  const START = /\b\d\d\/\d\d\/\d{4}, \d\d:\d\d:\d\d\b/;
  const voice = (fields: object) => ({ action: 'process', file: 'audio/voice_16k.wav', ...fields });
  const wait = { out: 'wait', details: expect.stringMatching(START) };
  const long = {
    action: 'process',
    file: Array(12).fill('audio/voice_a.wav'),
    stack: [{ module: 'world', f0: '*1.7' }],
  };

  async function poll(request: object): Promise<{ readonly out: string; readonly details: string }> {
    for (;;) {
      const answer = await ask(request);
      if (answer.out !== 'wait') return answer;
      await delay(100);
    }
  }

  it('are those of the recording', () => {
    const names = conversations.map(({ name }) => name);
    expect(names).toEqual(['async_flow', 'async_error_memo', 'sync_error_not_memoised', 'default_mode']);
  });

  it('async_flow: wait with the time of the start, in mode sync too, until the path', async () => {
    // Queued behind this one, the job runs for as long as the conversation takes.
    expect(await ask(long)).toEqual(wait);
    const request = voice({ stack: [{ module: 'world', f0: '*1.1' }] });
    const first = await ask({ ...request, mode: 'async' });
    expect(first).toEqual(wait);
    expect(await ask({ ...request, mode: 'async' })).toEqual(first);
    expect(await ask({ ...request, mode: 'sync' })).toEqual(first);
    const { out, details } = await poll({ ...request, mode: 'async' });
    expect([out, isAbsolute(details)]).toEqual(['ok', true]);
    expect(await ask({ ...request, mode: 'sync' })).toEqual({ out, details });
  });

  it('async_error_memo: an error that only the work finds is the answer in every mode', async () => {
    const request = voice({ stack: [{ module: 'world', duration: '-10s' }] });
    expect(await ask({ ...request, mode: 'async' })).toEqual(wait);
    const error = await poll(request);
    expect(error).toEqual({ out: 'error', details: expect.stringMatching(/world.*duration/) });
    for (const mode of ['async', 'sync']) expect(await ask({ ...request, mode })).toEqual(error);
  });

  it('async_error_memo, sync_error_not_memoised: one that the request shows is told at once, each time', async () => {
    const unknown = voice({ stack: [{ module: 'flanger' }] });
    for (const mode of ['async', 'async', 'sync', 'sync']) {
      expect(await ask({ ...unknown, mode })).toEqual({ out: 'error', details: expect.stringMatching(/flanger/) });
    }
  });

  it('default_mode: without a mode it is async', async () => {
    expect(await ask(voice({ stack: [{ module: 'world', f0: '*1.2' }] }))).toEqual(wait);
  });
});
