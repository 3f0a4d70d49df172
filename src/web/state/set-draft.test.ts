import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseManifest } from '../../core/sets/manifest.ts';
import { draftFromRecipe, draftOf, manifestOf, newFactor, onScale, onWay } from './set-draft.ts';
import { printList, readList } from './value-texts.ts';

let last = 0;
const newId = () => {
  last += 1;
  return `id-${last}`;
};

const manifest = {
  format: 'sonde-set/1',
  name: 'grid',
  title: 'A grid',
  seed: 7,
  recipe: { file: 'a.wav', stack: [{ module: 'world' }] },
  factors: [
    { name: 'voice', path: 'file', values: { list: ['a.wav', 'b, c.wav'] } },
    { name: 'f0', path: 'stack[0].f0', values: { from: -12, to: 0, n: 4, scale: 'linear', as: 'st' }, group: 'line' },
    { name: 'vtl', path: 'stack[0].vtl', values: { from: 0, to: 3, step: 1, as: 'st' }, group: 'line' },
    {
      name: 'r',
      path: 'stack[0].duration',
      values: { random: { n: 2, from: 1, to: 2, scale: 'log', decimals: 3 }, as: '*' },
    },
    {
      name: 'g',
      path: 'stack[0].seed',
      values: { random: { n: 3, mean: -6, sd: 1.5, decimals: 2 }, as: 'number' },
    },
  ],
  exclude: [{ where: { voice: 'a.wav' } }],
  clip: 'refuse',
  output: { format: 'wav', encoding: 's24' },
  naming: '{voice}_{i:02}',
};

test('a manifest that is opened and saved says the same', () => {
  const parsed = parseManifest(manifest);
  expect(parseManifest(manifestOf(draftOf(parsed, newId)))).toEqual(parsed);
});

test('levels are in a manifest only where they are not those of the recipe', () => {
  const of = (levels: string) => manifestOf(draftOf(parseManifest({ ...manifest, levels }), newId))['levels'];
  expect([of('recipe'), of('mean')]).toEqual([undefined, 'mean']);
});

test('a set of a voice crosses its f0 with its vocal-tract length', () => {
  const recipe = {
    file: 'a.wav',
    stack: [
      { module: 'slice', start: 0, end: 1 },
      { module: 'world', f0: '-3st' },
    ],
  };
  const { factors, naming } = parseManifest(manifestOf(draftFromRecipe(recipe, newId)));
  expect(factors.map(({ path }) => path)).toEqual(['file', 'stack[1].f0', 'stack[1].vtl']);
  expect(naming).toBe('{voice}_{f0}_{vtl}');
});

test('a number that is none is named by the manifest, not silently another', () => {
  const draft = { ...draftFromRecipe(manifest.recipe, newId), seed: 'x' };
  expect(() => parseManifest(manifestOf(draft))).toThrow(/seed/);
  const factor = newFactor('id', { name: 'f0', path: 'file', way: 'range', step: '' });
  expect(() => parseManifest(manifestOf({ ...draft, seed: '1', factors: [factor] }))).toThrow(/values/);
});

test('a minus sign as books print it is one', () => {
  const factor = newFactor('id', { name: 'f0', path: 'file', way: 'range', from: '\u22122', to: '0' });
  const draft = { ...draftFromRecipe(manifest.recipe, newId), factors: [factor] };
  expect(parseManifest(manifestOf(draft)).factors[0]?.values).toMatchObject({ from: -2 });
});

test('values that become normal ones lie where they were, and come back', () => {
  const uniform = newFactor('id', { way: 'random', from: '-12', to: '0' });
  const normal = { ...uniform, ...onScale(uniform, 'normal') };
  expect(normal).toMatchObject({ scale: 'normal', from: '-6', to: '3' });
  expect({ ...normal, ...onScale(normal, 'linear') }).toEqual(uniform);
  expect(onScale({ ...uniform, to: 'x' }, 'normal')).toEqual({ scale: 'normal' });
  const draft = { ...draftFromRecipe(manifest.recipe, newId), factors: [{ ...normal, name: 'f0', path: 'file' }] };
  expect(parseManifest(manifestOf(draft)).factors[0]?.values).toMatchObject({ random: { n: 5, mean: -6, sd: 3 } });
  const points = { ...draft, factors: [{ ...normal, name: 'f0', path: 'file', way: 'points' as const }] };
  expect(parseManifest(manifestOf(points)).factors[0]?.values).toMatchObject({ scale: 'linear' });
});

test('a list as it is typed has numbers, texts and JSON', () => {
  expect(readList('1, -2.5, a.wav, "3", true, [1, 2], {"n": 8, "m": 2}, -12st,')).toEqual([
    ...[1, -2.5, 'a.wav', '3', true, [1, 2], { n: 8, m: 2 }, '-12st'],
  ]);
});

test('every list is read as it was printed', () => {
  const value = fc.jsonValue({ maxDepth: 2 }).map((json) => JSON.parse(JSON.stringify(json)));
  fc.assert(
    fc.property(fc.array(value), (values) => {
      expect(readList(printList(values))).toEqual(values);
    }),
  );
});

test('the ends of points stay as they were typed, whatever the scale of random values was', () => {
  const normal = newFactor('id', { way: 'random', scale: 'normal', from: '-6', to: '3' });
  const points = { ...normal, ...onWay(normal, 'points') };
  expect(points).toMatchObject({ way: 'points', scale: 'linear', from: '-12', to: '0' });
  // As a set that was kept has it.
  const typed = { ...normal, way: 'points' as const, from: '100', to: '200' };
  expect({ ...typed, ...onScale(typed, 'log') }).toMatchObject({ scale: 'log', from: '100', to: '200' });
});

test('another way of what is not normal changes nothing else', () => {
  const log = newFactor('id', { way: 'random', scale: 'log', from: '1', to: '2' });
  expect(onWay(log, 'points')).toEqual({ way: 'points' });
  const normal = newFactor('id', { way: 'random', scale: 'normal', from: '-6', to: '3' });
  expect(onWay(normal, 'random')).toEqual({ way: 'random' });
});
