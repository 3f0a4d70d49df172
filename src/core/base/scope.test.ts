import { expect, test } from 'vitest';
import { createScope } from './scope.ts';

test('disposers run once each, the last registered first, waiting for one another', async () => {
  const order: string[] = [];
  const scope = createScope();
  scope.add(() => void order.push('first'));
  scope.add(async () => {
    await Promise.resolve();
    order.push('second');
  });
  await Promise.all([scope.close(), scope.close()]);
  expect(order).toEqual(['second', 'first']);
  expect(scope.closed).toBe(true);
});

test('one failing disposer does not keep the others from running, and its failure is reported', async () => {
  const order: string[] = [];
  const scope = createScope();
  scope.add(() => void order.push('survivor'));
  scope.add(() => {
    throw new Error('stuck');
  });
  await expect(scope.close()).rejects.toThrow('stuck');
  expect(order).toEqual(['survivor']);
});

test('registering on a closed scope disposes at once, and a second close waits for it', async () => {
  const order: string[] = [];
  const scope = createScope();
  await scope.close();
  scope.add(async () => {
    await Promise.resolve();
    order.push('late');
  });
  await scope.close();
  expect(order).toEqual(['late']);
});
