import * as Comlink from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { carryAppErrors } from './error-transfer.ts';

carryAppErrors();

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  vi.restoreAllMocks();
});

/** What a caller at the other end of a port catches when `thrown` is thrown. */
async function acrossAPort(thrown: unknown): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  Comlink.expose(() => Promise.reject(thrown), port1);
  const call = Comlink.wrap<() => Promise<void>>(port2);
  return call().then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('an AppError arrives as an AppError with its issues and details', async () => {
  const issues = [{ path: 'stack[0].f0', code: 'quantity', expected: 'a number', got: '"-12sx"', position: 3 }];
  const sent = new AppError('query-invalid', 'The request has problems.', { issues, details: { count: 1 } });
  const caught = await acrossAPort(sent);
  expect(caught).toBeInstanceOf(AppError);
  expect((caught as AppError).toJSON()).toEqual(sent.toJSON());
});

test('anything else arrives as internal, and its stack is logged where it happened', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const caught = await acrossAPort(new TypeError('x is not a function'));
  expect(caught).toBeInstanceOf(AppError);
  expect(caught).toMatchObject({ kind: 'internal', code: 'internal', message: expect.stringContaining('x is not a') });
  expect(log).toHaveBeenCalledOnce();
});

test('a result that cannot be cloned is an error, not a silence', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  Comlink.expose(() => ({ callback: () => 1 }), port1);
  const call = Comlink.wrap<() => Promise<unknown>>(port2);
  await expect(call()).rejects.toBeInstanceOf(AppError);
});
