import { expect, test } from 'vitest';
import { PlannedRows } from './planned-rows.ts';
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
