import { expect, test } from 'vitest';
import { recipeChanges } from './recipe-changes.ts';
import type { RecipeDoc, RecipeStep } from './recipe-doc.ts';

const step = (id: string, module: string, change: Partial<RecipeStep> = {}): RecipeStep => ({
  ...{ id, module, params: {}, bypassed: false },
  ...change,
});
const WORLD = step('a', 'world', { params: { f0: '-12st' } });
const PAD = step('b', 'pad');
const doc = (...steps: readonly RecipeStep[]): RecipeDoc => ({ steps, settings: {} });

test.each([
  ['nothing', doc(WORLD, PAD), []],
  ['a name, which no query has', doc({ ...WORLD, name: 'lower' }, PAD), []],
  ['a value', doc({ ...WORLD, params: { f0: '+3st' } }, PAD), ['world: f0 \u221212st \u2192 +3st']],
  ['a bypass', doc(WORLD, { ...PAD, bypassed: true }), ['pad bypassed']],
  ['a step that is gone and one that came', doc(WORLD, step('c', 'ramp')), ['step pad removed', 'step ramp added']],
  ['the order', doc(PAD, WORLD), ['order of the steps']],
  ['the source', { ...doc(WORLD, PAD), file: ['x', 'y'] }, ['another source']],
  ['a setting', { ...doc(WORLD, PAD), settings: { precision: 'original' } }, ['settings of the recipe']],
])('what changed is told: %s', (_what, now, said) => {
  const source = 'anna';
  expect(recipeChanges({ recipe: doc(WORLD, PAD), source }, { recipe: now, source })).toEqual(said);
});

test('the same steps of another sound that is open are told, unless the recipe names its own', () => {
  const told = (recipe: RecipeDoc) => recipeChanges({ recipe, source: 'anna' }, { recipe, source: 'bert' });
  expect(told(doc(WORLD))).toEqual(['another source']);
  expect(told({ ...doc(WORLD), file: 'carl.wav' })).toEqual([]);
  // The recipe names what was open.
  const named = { recipe: { ...doc(WORLD), file: 'anna' }, source: 'bert' };
  expect(recipeChanges({ recipe: doc(WORLD), source: 'anna' }, named)).toEqual([]);
});
