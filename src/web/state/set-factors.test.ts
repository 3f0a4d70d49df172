import { expect, test } from 'vitest';
import { parseManifest } from '../../core/sets/manifest.ts';
import { recipePaths } from './recipe-paths.ts';
import { draftFromRecipe, manifestOf, newFactor, type SetDraft } from './set-draft.ts';
import { columnNames, withPoints, withSpeech, withTable, withValues } from './set-factors.ts';
import { readTable } from './value-table.ts';

let last = 0;
const newId = () => {
  last += 1;
  return `id-${last}`;
};

const recipe = { file: 'a.wav', stack: [{ module: 'world' }, { module: 'masker', file: 'noise.wav', snr: 0 }] };
const draft = draftFromRecipe(recipe, newId);
const factorsOf = (set: SetDraft) => parseManifest(manifestOf(set)).factors;
const table = (text: string) => {
  const read = readTable(text);
  return read.ok ? read.columns : [];
};

test('pins of the plane are f0 and length that go together, in the place of what there was', () => {
  const points = [
    { f0: -12, vtl: 3.8 },
    { f0: 0, vtl: 0 },
  ];
  const factors = factorsOf(withPoints(draft, 'pins', points, newId));
  expect(factors.map(({ name }) => name)).toEqual(['voice', 'f0', 'vtl']);
  expect(factors[1]).toMatchObject({ path: 'stack[0].f0', group: 'pins', values: { list: ['-12st', '+0st'] } });
  expect(factors[2]).toMatchObject({ path: 'stack[0].vtl', group: 'pins', values: { list: ['+3.8st', '+0st'] } });
});

test('a line of the plane is a number of points between two ends', () => {
  const points = [0, 1, 2].map((n) => ({ f0: -6 * n, vtl: 2 * n }));
  const [, f0, vtl] = factorsOf(withPoints(draft, 'line', points, newId));
  expect(f0).toMatchObject({ group: 'line', values: { from: 0, to: -12, n: 3, as: 'st' } });
  expect(vtl).toMatchObject({ group: 'line', values: { from: 0, to: 4, n: 3, as: 'st' } });
});

test('nothing of the plane goes into a recipe without a voice', () => {
  const plain = { ...draft, recipe: { file: 'a.wav', stack: [] } };
  expect(withPoints(plain, 'pins', [{ f0: 0, vtl: 0 }], newId)).toBe(plain);
  expect(withPoints(draft, 'pins', [], newId)).toBe(draft);
});

test('columns of a table find the fields of their names, and go together line by line', () => {
  const columns = table('voice\tf0\tsnr\tother\nb.wav\t-3st\t-6\tx.1\nc.wav\t*1\t0\ty.2');
  const factors = withTable(draft, columns, recipePaths(recipe), newId).factors;
  expect(factors.map(({ name, path, group, list }) => ({ name, path, group, list }))).toEqual([
    { name: 'voice', path: 'file', group: 'table', list: 'b.wav, c.wav' },
    { name: 'f0', path: 'stack[0].f0', group: 'table', list: '-3st, *1' },
    { name: 'vtl', path: 'stack[0].vtl', group: '', list: '' },
    { name: 'snr', path: 'stack[1].snr', group: 'table', list: '-6, 0' },
    { name: 'other', path: '', group: 'table', list: 'x.1, y.2' },
  ]);
});

const seen = ({ factors }: SetDraft) => factors.map(({ name, path, list }) => [name, path, list]);

test('of two columns that mean the sound the second stands by itself, without a field', () => {
  const plain = { ...draft, factors: [] };
  expect(
    seen(withTable(plain, table('talker\tsentence\tn\nb.wav\ts1\t1\nc.wav\ts2\t2'), recipePaths(recipe), newId)),
  ).toEqual([
    ['talker', 'file', 'b.wav, c.wav'],
    ['sentence', '', 's1, s2'],
    ['n', '', '1, 2'],
  ]);
});

test('a field whose factor another column names is left to that one', () => {
  const made = withTable(draft, table('talker\tvoice\tn\nb\tb.wav\t1\nc\tc.wav\t2'), recipePaths(recipe), newId);
  expect(seen(made).filter(([, , list]) => list !== '')).toEqual([
    ['voice', 'file', 'b.wav, c.wav'],
    ['talker', '', 'b, c'],
    ['n', '', '1, 2'],
  ]);
});

test('columns of one name are as many factors, also when the table is pasted again', () => {
  const columns = table('f0\tf0\tf0_2\n1\t2\t3');
  expect(columnNames(columns)).toEqual(['f0', 'f0_3', 'f0_2']);
  const once = withTable({ ...draft, factors: [] }, columns, recipePaths(recipe), newId);
  expect(seen(once)).toEqual([
    ['f0', 'stack[0].f0', '1'],
    ['f0_3', '', '2'],
    ['f0_2', '', '3'],
  ]);
  expect(withTable(once, columns, recipePaths(recipe), newId)).toEqual(once);
  const long = 'a'.repeat(32);
  expect(columnNames(table(`${long}\t${long}\n1\t2`))).toEqual([long, `${'a'.repeat(30)}_2`]);
});

test('factors of one field by mistake each take the column of their own name', () => {
  const factors = ['a', 'b'].map((name) => newFactor(newId(), { name, path: 'file' }));
  const made = withTable({ ...draft, factors }, table('a\tb\n1\t2'), recipePaths(recipe), newId);
  expect(seen(made)).toEqual([
    ['a', 'file', '1'],
    ['b', 'file', '2'],
  ]);
});

test('points of the plane leave the f0 of another step as it is', () => {
  const factors = [newFactor(newId(), { name: 'f0', path: 'stack[1].f0', list: '*2' })];
  const two = { ...draft, recipe: { file: 'a.wav', stack: [{ module: 'world' }, { module: 'world' }] }, factors };
  const made = withPoints(two, 'pins', [{ f0: -12, vtl: 3.8 }], newId);
  expect(seen(made)).toEqual([
    ['f0', 'stack[1].f0', '*2'],
    ['f0_2', 'stack[0].f0', '-12st'],
    ['vtl', 'stack[0].vtl', '+3.8st'],
  ]);
  const unplaced = { ...two, factors: [newFactor(newId(), { name: 'f0' })] };
  expect(seen(withPoints(unplaced, 'pins', [{ f0: -12, vtl: 0 }], newId))[0]).toEqual(['f0', 'stack[0].f0', '-12st']);
});

test('a single column without a name is crossed with the others', () => {
  const { factors } = withTable(draft, table('1\n2'), [], newId);
  expect(factors.at(-1)).toMatchObject({ name: 'column1', group: '', list: '1, 2' });
});

test('factors that go together still do with other values, one of them or all', () => {
  const zipped = withTable(draft, table('f0\tvtl\n-3st\t+1st\n-6st\t+2st'), recipePaths(recipe), newId);
  const groupsOf = ({ factors }: SetDraft) => factors.map(({ name, group }) => [name, group]);
  const groups = [
    ['voice', ''],
    ['f0', 'table'],
    ['vtl', 'table'],
  ];
  const f0 = zipped.factors.find(({ name }) => name === 'f0')!;
  const replaced = withValues(zipped, f0.id, '-1st, -2st');
  expect(groupsOf(replaced)).toEqual(groups);
  expect(factorsOf(replaced)[1]).toMatchObject({ values: { list: ['-1st', '-2st'] } });
  expect(groupsOf(withTable(zipped, table('f0\n-1st\n-2st'), recipePaths(recipe), newId))).toEqual(groups);
  const pins = withPoints(draft, 'pins', [{ f0: -12, vtl: 3.8 }], newId);
  const again = withTable(pins, table('f0\tvtl\n-1st\t+1st'), recipePaths(recipe), newId);
  expect(groupsOf(again).slice(1)).toEqual([
    ['f0', 'pins'],
    ['vtl', 'pins'],
  ]);
});

test('marked speech goes with its sound, and the masker takes its levels there', () => {
  const marks = { 'a.wav': [{ id: '1', name: '1', start: 0.1, end: 0.9 }], 'b.wav': [] };
  const marksOf = (name: string) => marks[name as keyof typeof marks] ?? [];
  const made = withSpeech(draft, marksOf, newId)!;
  const manifest = parseManifest(manifestOf(made.draft));
  expect(manifest.recipe).toMatchObject({ stack: [{}, { over: 'speech', snr: 0 }] });
  expect(manifest.factors[0]).toMatchObject({ path: 'file', group: 'sounds' });
  expect(manifest.factors.at(-1)).toMatchObject({
    path: 'stack[1].speech',
    group: 'sounds',
    values: { list: [[[0.1, 0.9]]] },
  });
});

test('a sound without a marked span is told, and nothing is changed; a recipe without a masker has nothing to take it', () => {
  const point = [{ id: '1', name: '1', start: 0.1 }];
  expect(withSpeech(draft, () => point, newId)).toEqual({ draft, without: ['a.wav'] });
  expect(withSpeech({ ...draft, recipe: { file: 'a.wav', stack: [] } }, () => [], newId)).toBeUndefined();
});
