import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import type { NamedRow, RowResult } from '../../core/sets/run-set.ts';
import { RowCrew, type RowHand } from './row-crew.ts';
import type { RowAnswer } from './row-protocol.ts';

const TASK = { clip: 'together', ids: {}, encode: true } as const;
const rowOf = (index: number) => ({ index, name: `row-${index}` }) as NamedRow;
const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));
const failed = (code: 'audio-clipped' | 'kernel-trap'): RowAnswer => ({
  kind: 'failed',
  error: new AppError(code, 'no').toJSON(),
});

/** A thread that answers when the test says so. */
class ManualHand implements RowHand {
  readonly told: string[] = [];
  readonly asked: number[] = [];
  answer: (answer: RowAnswer) => void = () => undefined;
  fail: (thrown: unknown) => void = () => undefined;

  render(_job: number, { row }: { readonly row: NamedRow }): Promise<RowAnswer> {
    this.asked.push(row.index);
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.fail = reject;
    });
  }
  cancel = () => void this.told.push('cancel');
  hold = (on: boolean) => void this.told.push(`hold ${on}`);
  close = () => void this.told.push('close');
}

function crewOf(size: number) {
  const hands: ManualHand[] = [];
  const timers = new Set<() => void>();
  const crew = new RowCrew({
    size,
    start: async () => {
      const hand = new ManualHand();
      hands.push(hand);
      return hand;
    },
    later: (_ms, call) => {
      timers.add(call);
      return () => timers.delete(call);
    },
  });
  const signals: AbortController[] = [];
  const render = (index: number): Promise<RowResult> => {
    const controller = new AbortController();
    signals[index] = controller;
    return crew.render(rowOf(index), TASK, controller.signal);
  };
  return { crew, hands, timers, render, signals };
}

test('each thread makes a row, and a row more waits for the first that is done', async () => {
  const { hands, render } = crewOf(2);
  const rows = [render(0), render(1), render(2)];
  await turnOfTheLoop();
  expect(hands.map(({ asked }) => asked)).toEqual([[0], [1]]);
  hands[1]?.answer(failed('audio-clipped'));
  expect(await rows[1]).toMatchObject({ kind: 'failed', row: { index: 1 }, error: { code: 'audio-clipped' } });
  await turnOfTheLoop();
  expect(hands.map(({ asked }) => asked)).toEqual([[0], [1, 2]]);
});

test('a thread that died while it rested costs no row', async () => {
  const { hands, render } = crewOf(1);
  const first = render(0);
  await turnOfTheLoop();
  hands[0]?.answer(failed('audio-clipped'));
  await first;
  const second = render(1);
  await turnOfTheLoop();
  hands[0]?.fail(new Error('The thread is gone.'));
  await turnOfTheLoop();
  expect(hands.map(({ asked }) => asked)).toEqual([[0, 1], [1]]);
  hands[1]?.answer(failed('audio-clipped'));
  expect(await second).toMatchObject({ kind: 'failed', error: { code: 'audio-clipped' } });
  expect(hands[0]?.told).toEqual(['close']);
});

test('a thread that stops fails its row and is replaced, and so is one whose kernels trapped', async () => {
  const { hands, render } = crewOf(1);
  const first = render(0);
  await turnOfTheLoop();
  hands[0]?.fail(new Error('out of memory'));
  expect((await first).kind).toBe('failed');
  const second = render(1);
  await turnOfTheLoop();
  hands[1]?.answer(failed('kernel-trap'));
  await second;
  expect(hands.map(({ told }) => told)).toEqual([['close'], ['close']]);
});

test('a row that waits is cancelled at once, and one that is made is told', async () => {
  const { hands, render, signals } = crewOf(1);
  const first = render(0);
  const second = render(1);
  await turnOfTheLoop();
  signals[1]?.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  signals[0]?.abort();
  expect(hands[0]?.told).toEqual(['cancel']);
  hands[0]?.fail(new AppError('cancelled', 'stopped'));
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect(hands[0]?.told).not.toContain('close');
});

test('a thread that starts while others stand still stands still, too', async () => {
  const { crew, hands, render } = crewOf(2);
  void render(0);
  await turnOfTheLoop();
  crew.hold(true);
  void render(1);
  await turnOfTheLoop();
  crew.hold(false);
  expect(hands.map(({ told }) => told)).toEqual([
    ['hold true', 'hold false'],
    ['hold true', 'hold false'],
  ]);
});

test('threads are ended when there were no rows for a while, and not before', async () => {
  const { hands, timers, render } = crewOf(1);
  const first = render(0);
  await turnOfTheLoop();
  expect(timers.size).toBe(0);
  hands[0]?.answer(failed('audio-clipped'));
  await first;
  await turnOfTheLoop();
  const [rest] = timers;
  void render(1);
  expect(timers.size).toBe(0);
  await turnOfTheLoop();
  hands[0]?.answer(failed('audio-clipped'));
  await turnOfTheLoop();
  rest?.();
  expect(hands[0]?.told).toEqual(['close']);
});
