import { expect, test } from 'vitest';
import { Lifeline } from './lifeline.ts';

test('a call that is answered lets go of the line', async () => {
  const line = new Lifeline();
  expect(await line.hold(Promise.resolve(1))).toBe(1);
  await expect(line.hold(Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(line.size).toBe(0);
});

test('a break answers everything pending', async () => {
  const line = new Lifeline();
  const calls = [line.hold(new Promise(() => undefined)), line.hold(new Promise(() => undefined))];
  line.break(new Error('gone'));
  for (const call of calls) await expect(call).rejects.toThrow('gone');
  expect(line.size).toBe(0);
});

test('a call on a broken line is answered at once, with the first reason', async () => {
  const line = new Lifeline();
  line.break(new Error('first'));
  line.break(new Error('second'));
  await expect(line.hold(new Promise(() => undefined))).rejects.toThrow('first');
});

test('what comes after a break is nobody’s', async () => {
  const line = new Lifeline();
  let fail = (_: Error): void => undefined;
  const late = new Promise((_, reject) => {
    fail = reject;
  });
  const call = line.hold(late);
  line.break(new Error('gone'));
  fail(new Error('late'));
  await expect(call).rejects.toThrow('gone');
});
