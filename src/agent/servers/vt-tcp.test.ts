import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScope, type Scope } from '../../core/base/scope.ts';
import type { VtAnswer } from '../../core/wire/vt-line.ts';
import { exchange } from '../../testing/vt-client.ts';
import { startVtTcpServer, type VtTcpLimits, type VtTcpOptions } from './vt-tcp.ts';

let scope: Scope;
const failures: unknown[] = [];
const echo = async (line: string): Promise<VtAnswer> => ({ out: 'ok', details: line });

beforeEach(() => {
  scope = createScope();
  failures.length = 0;
});

afterEach(() => scope.close());

async function start(
  answer: VtTcpOptions['answer'] = echo,
  limits: Partial<VtTcpLimits> = {},
  port = 0,
): Promise<number> {
  const onFailure = (failure: unknown): void => void failures.push(failure);
  return (await startVtTcpServer({ host: '127.0.0.1', port, answer, onFailure, limits }, scope)).port;
}

/** Once it is closed, by whomever and however. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.on('error', () => {}).once('close', () => resolve()));

const say = (details: string, out = 'ok'): string => `{"out": "${out}", "details": "${details}"}\n`;

describe('the conversation', () => {
  it.each([
    ['LF', 'one\n', 'one'],
    ['CRLF', 'one\r\n', 'one\\r'],
    ['a line and more, which is ignored', 'one\ntwo\nthree\n', 'one'],
    ['an empty line', '\n', ''],
  ])('is one line and one answer, then the server closes: %s', async (_name, bytes, details) => {
    const { bytes: answer, ended } = await exchange(await start(), bytes);
    expect([answer.toString(), ended]).toEqual([say(details), true]);
  });

  it('takes what was received as the line when the client closes its half', async () => {
    const { bytes } = await exchange(await start(), 'half', 'end');
    expect(bytes.toString()).toBe(say('half'));
  });

  it('puts lines together that come in pieces, characters cut in two included', async () => {
    const socket = connect(await start(), '127.0.0.1');
    const line = Buffer.from('ä\u{1f600}\n');
    for (const byte of line) socket.write(Uint8Array.of(byte));
    const [answer] = await once(socket, 'data');
    expect(JSON.parse(String(answer)).details).toBe('ä\u{1f600}');
  });

  it('says so when the line is not UTF-8', async () => {
    const { bytes } = await exchange(await start(), Uint8Array.of(0x22, 0xff, 0xc0, 0x22, 0x0a));
    expect(bytes.toString()).toMatch(/"error".*UTF-8/);
  });

  it('answers a line beyond the limit with the limit, though the client goes on sending', async () => {
    const { bytes } = await exchange(await start(), Buffer.alloc(8 << 20, 0x61));
    expect(bytes.toString()).toMatch(/"error".*limit of 1048576 bytes/);
  });

  it('accepts a line of exactly the limit', async () => {
    const lengths: number[] = [];
    const port = await start(async (line) => {
      lengths.push(line.length);
      return { out: 'ok', details: 'x' };
    });
    await exchange(port, `${'a'.repeat(1_048_576)}\n`);
    expect(lengths).toEqual([1_048_576]);
  });

  it('tells the log and not the client why an answer failed', async () => {
    const failure = new Error('secret');
    const { bytes } = await exchange(await start(() => Promise.reject(failure)), 'one\n');
    expect(bytes.toString()).toBe(say('The server failed to answer; its log says why.', 'error'));
    expect(failures).toEqual([failure]);
  });

  it('tells the one who works on an answer that its client has gone', async () => {
    let gone: AbortSignal | undefined;
    const port = await start((_line, client) => {
      gone = client.gone;
      return new Promise((resolve) => client.gone.addEventListener('abort', () => resolve({ out: 'ok', details: '' })));
    });
    const socket = connect(port, '127.0.0.1');
    socket.write('one\n');
    await expect.poll(() => gone).toBeDefined();
    socket.resetAndDestroy();
    await expect.poll(() => gone?.aborted).toBe(true);
  });
});

describe('clients that do not behave', () => {
  it('drops one that says nothing', async () => {
    const port = await start(echo, { idleMs: 20 });
    const { bytes, ended } = await exchange(port, '');
    expect([bytes.length, ended]).toEqual([0, true]);
  });

  it('drops one that says a byte now and then', async () => {
    const socket = connect(await start(echo, { idleMs: 10_000, lineMs: 100 }), '127.0.0.1');
    const dripping = setInterval(() => socket.write('a'), 10);
    await closed(socket.resume());
    clearInterval(dripping);
  });

  it('drops one that never closes after its answer', async () => {
    const port = await start(echo, { lingerMs: 20 });
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.write('one\n');
    const chunks: string[] = [];
    socket.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    await once(socket, 'end');
    expect(chunks.join('')).toBe(say('one'));
    const again = setInterval(() => socket.write('x'), 5);
    await closed(socket);
    clearInterval(again);
  });

  it('closes connections beyond the limit at once and serves again when there is room', async () => {
    const port = await start(echo, { connections: 1 });
    const first = connect(port, '127.0.0.1');
    await once(first, 'connect');
    const refused = await exchange(port, '');
    expect(refused.bytes.length).toBe(0);
    first.end('one\n');
    await closed(first.resume());
    await expect.poll(async () => (await exchange(port, 'two\n')).bytes.toString()).toBe(say('two'));
  });

  it('serves a burst of a hundred at the same time', async () => {
    const port = await start();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => exchange(port, `${index}\n`)));
    expect(answers.map(({ bytes }) => bytes.toString())).toEqual(answers.map((_, index) => say(String(index))));
  });
});

describe('the end', () => {
  it('lets an answer in flight go out, drops who has not asked, and refuses who comes later', async () => {
    const answers: ((answer: VtAnswer) => void)[] = [];
    const port = await start(() => new Promise((resolve) => answers.push(resolve)));
    const silent = exchange(port, '');
    const asked = exchange(port, 'one\n');
    await expect.poll(() => answers.length).toBe(1);
    const closing = scope.close();
    expect((await silent).bytes.length).toBe(0);
    answers[0]!({ out: 'ok', details: 'done' });
    expect((await asked).bytes.toString()).toBe(say('done'));
    await closing;
    expect((await exchange(port, 'late\n')).ended).toBe(false);
  });

  it('does not wait longer than the grace period, and gives back what it has not answered by then', async () => {
    const gone: AbortSignal[] = [];
    const answer: VtTcpOptions['answer'] = (_line, client) => {
      gone.push(client.gone);
      return new Promise((resolve) =>
        client.gone.addEventListener('abort', () => resolve({ out: 'ok', details: 'x' })),
      );
    };
    const port = await start(answer, { graceMs: 20 });
    const asked = exchange(port, 'one\n');
    const socket = connect(port, '127.0.0.1');
    const silent = closed(socket);
    await once(socket, 'connect');
    await expect.poll(() => gone.length).toBe(1);
    await scope.close();
    await silent;
    expect((await asked).bytes.toString()).toBe(say('The server is stopping: ask again later.', 'error'));
    expect(gone[0]?.aborted).toBe(true);
  });

  it('leaves the port free for the next one at once', async () => {
    const port = await start();
    await exchange(port, 'one\n');
    await scope.close();
    scope = createScope();
    expect(await start(echo, {}, port)).toBe(port);
    await expect(start(echo, {}, port)).rejects.toMatchObject({ code: 'port-unavailable' });
  });
});
