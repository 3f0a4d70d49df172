import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, redo, startHistory, undo } from './history.ts';
import {
  changeStep,
  heardPart,
  insertStep,
  meaningOf,
  moveStep,
  type RecipeDoc,
  type RecipeStep,
  readRequest,
  removeStep,
  requestOf,
  sameDoc,
  setParam,
} from './recipe-doc.ts';

const step = (id: string, module = 'pad', params: RecipeStep['params'] = {}): RecipeStep => ({
  id,
  module,
  params,
  bypassed: false,
});
const doc = (...steps: readonly RecipeStep[]): RecipeDoc => ({ steps, settings: {} });
const ids = ({ steps }: RecipeDoc) => steps.map(({ id }) => id).join('');

const THREE = doc(step('a', 'slice'), step('b', 'world', { f0: '-12st' }), step('c', 'ramp', { duration: 0.05 }));

describe('steps', () => {
  it('are added, moved and removed', () => {
    expect(ids(insertStep(THREE, step('d'), 1))).toBe('adbc');
    expect(ids(moveStep(THREE, 'a', 2))).toBe('bca');
    expect(ids(moveStep(THREE, 'c', -5))).toBe('cab');
    expect(ids(removeStep(THREE, 'b'))).toBe('ac');
  });

  it('stay the same recipe when nothing moves', () => {
    expect(moveStep(THREE, 'a', 0)).toBe(THREE);
    expect(moveStep(THREE, 'nobody', 1)).toBe(THREE);
  });

  it('that are bypassed are absent from the query and keep their values', () => {
    const bypassed = changeStep(THREE, 'b', { bypassed: true });
    expect(requestOf(bypassed, 'x')).toEqual({
      file: 'x',
      stack: [{ module: 'slice' }, { module: 'ramp', duration: 0.05 }],
    });
    const back = changeStep(bypassed, 'b', { bypassed: false });
    expect(requestOf(back, 'x')).toEqual(requestOf(THREE, 'x'));
    expect(meaningOf(back)).toBe(meaningOf(THREE));
  });

  it('with another name mean the same', () => {
    expect(meaningOf(changeStep(THREE, 'b', { name: 'lower' }))).toBe(meaningOf(THREE));
  });
});

describe('what is listened to', () => {
  it('is all, the steps up to one, or one alone', () => {
    expect(ids(heardPart(THREE, { to: 'end' }))).toBe('abc');
    expect(ids(heardPart(THREE, { to: 'after', step: 'b' }))).toBe('ab');
    expect(ids(heardPart(THREE, { to: 'only', step: 'b' }))).toBe('b');
    expect(ids(heardPart(THREE, { to: 'after', step: 'gone' }))).toBe('abc');
  });
});

describe('a request as a recipe', () => {
  let count = 0;
  const newId = () => `n${++count}`;

  it('is read back as it was written', () => {
    const read = readRequest({ ...requestOf(THREE, 'a.wav'), precision: 'pcm16' }, newId);
    expect(read?.file).toBe('a.wav');
    expect(read?.doc.settings).toEqual({ precision: 'pcm16' });
    expect(requestOf(read!.doc, 'a.wav')).toEqual({ ...requestOf(THREE, 'a.wav'), precision: 'pcm16' });
  });

  it('keeps a source that is a list or a query as its own', () => {
    const file = ['a', { file: 'b', stack: [] }];
    expect(readRequest({ file }, newId)?.doc).toEqual({ file, steps: [], settings: {} });
    expect(requestOf(readRequest({ file }, newId)!.doc, 'open.wav')['file']).toEqual(file);
  });

  it.each([
    ['no object', [1]],
    ['a list of stacks', { file: 'a', stack: [[{ module: 'pad' }]] }],
    ['a step without a module', { file: 'a', stack: [{ f0: '*2' }] }],
  ])('is none for %s', (_name, request) => {
    expect(readRequest(request, newId)).toBeUndefined();
  });
});

type Edit = (doc: RecipeDoc) => RecipeDoc;

const pick = (from: RecipeDoc, index: number) => from.steps[index % Math.max(1, from.steps.length)]?.id ?? '';
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.nat(9).map(
    (at): Edit =>
      (now) =>
        insertStep(now, step(`x${now.steps.length}-${at}`), at % (now.steps.length + 1)),
  ),
  fc.nat(9).map(
    (at): Edit =>
      (now) =>
        removeStep(now, pick(now, at)),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(
    ([at, to]): Edit =>
      (now) =>
        moveStep(now, pick(now, at), to),
  ),
  fc.tuple(fc.nat(9), fc.boolean()).map(
    ([at, bypassed]): Edit =>
      (now) =>
        changeStep(now, pick(now, at), { bypassed }),
  ),
  fc.tuple(fc.nat(9), fc.nat(5)).map(
    ([at, after]): Edit =>
      (now) =>
        setParam(now, pick(now, at), ['after'], after),
  ),
);

it('undo after any walk of edits goes back to the first recipe, and redo to the last', () => {
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 40 }), (walk) => {
      let history = startHistory(THREE);
      for (const edit of walk) history = commit(history, edit(history.present), sameDoc);
      const last = history.present;
      const entries = history.past.length;
      for (let count = 0; count < entries; count++) history = undo(history);
      expect(meaningOf(history.present)).toBe(meaningOf(THREE));
      for (let count = 0; count < entries; count++) history = redo(history);
      expect(history.present).toBe(last);
    }),
  );
});
