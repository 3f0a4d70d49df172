import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { SharedRows } from '../core/kernels/shared-rows.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const LENGTH = 2 ** 18;

/** A piece of which only a view of a part is left. */
function takePart(rows: SharedRows): { part: Float64Array | undefined } {
  return { part: rows.take(LENGTH)?.fill(7).subarray(10, 20) };
}

async function collected(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('uses a piece again once nobody has a view of it, and not before', async () => {
  const rows = new SharedRows(8 * LENGTH);
  const held = takePart(rows);
  await collected();
  expect(rows.take(LENGTH)).toBeUndefined();
  expect([...(held.part ?? [])]).toEqual(Array(10).fill(7));
  held.part = undefined;
  await collected();
  expect(rows.take(LENGTH)?.[10]).toBe(7);
});

it('makes room for longer pieces where all that it has is free', async () => {
  const rows = new SharedRows(16 * LENGTH);
  const held = { first: takePart(rows), second: takePart(rows) };
  expect(rows.take(2 * LENGTH)).toBeUndefined();
  held.first.part = undefined;
  await collected();
  expect(rows.take(2 * LENGTH)).toBeUndefined();
  held.second.part = undefined;
  await collected();
  expect(rows.take(2 * LENGTH)?.length).toBe(2 * LENGTH);
});
