import { expect, test } from 'vitest';
import { inPieces, PlannedRows } from './planned-rows.ts';
import type { PlannedRow } from './set-client.ts';

const rowOf = (query: string) => [{ query } as PlannedRow];

test('a plan that comes late takes nothing from the one that was asked for after it', () => {
  const planned = new PlannedRows();
  planned.keep('b', rowOf('of b'));
  planned.keep('a', rowOf('of a'));
  expect(['a', 'b'].map((manifest) => planned.neededBy(manifest, 0))).toEqual(['of a', 'of b']);
  planned.keep('c', rowOf('of c'));
  expect(['a', 'b', 'c'].map((manifest) => planned.neededBy(manifest, 0))).toEqual(['of a', 'b', 'of c']);
});

test('a row that is none needs what its set does, and with the engine all plans go', () => {
  const planned = new PlannedRows();
  planned.keep('a', rowOf('of a'));
  expect(planned.neededBy('a', 1)).toBe('a');
  planned.clear();
  expect(planned.neededBy('a', 0)).toBe('a');
});

test('a long plan is read in pieces, and no further once it is not wanted', async () => {
  const all = Array.from({ length: 2345 }, (_, index) => ({ query: `${index}` }) as PlannedRow);
  const asked: number[] = [];
  const piece = async (from: number, most: number) => {
    asked.push(from);
    return all.slice(from, from + most);
  };
  expect(await inPieces(all.length, piece, new AbortController().signal)).toEqual(all);
  expect(asked).toEqual([0, 1000, 2000]);
  asked.length = 0;
  await expect(inPieces(all.length, piece, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
  expect(asked).toEqual([0]);
});

test('a plan that has become shorter is given up, and not waited for', async () => {
  const piece = async (from: number) => (from === 0 ? rowOf('of a') : []);
  await expect(inPieces(2, piece, new AbortController().signal)).rejects.toMatchObject({ kind: 'cancelled' });
});
