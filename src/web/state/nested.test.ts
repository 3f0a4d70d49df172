import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQuery } from '../../core/query/parse.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { closeNested, openedAs, openNested, placesOf, soundAt, wholeOf, withSound } from './nested.ts';
import {
  changeStep,
  mergeDoc,
  type RecipeDoc,
  readRequest,
  requestOf,
  type SoundPlace,
  setParam,
} from './recipe-doc.ts';

function counter(): () => string {
  let count = 0;
  return () => `n${++count}`;
}

const pad = (after: number) => ({ module: 'pad', after });
const mixin = (file: JsonValue) => ({ module: 'mixin', file });
const read = (request: unknown, newId = counter()): RecipeDoc => readRequest(request, newId)!.doc;
const meaning = (request: JsonObject) => {
  const parsed = parseQuery(request, MODULES);
  return parsed.ok ? parsed.value.query : parsed.error.issues;
};

const sound = fc.constantFrom('a.wav', 'b.wav');
const { query } = fc.letrec<{ query: JsonObject; source: JsonValue; step: JsonObject; element: JsonValue }>((tie) => ({
  query: fc.record({ file: tie('source'), stack: fc.array(tie('step'), { maxLength: 2 }) }),
  source: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'q' },
    sound,
    tie('query'),
    fc.array(tie('element'), { minLength: 1, maxLength: 2 }),
  ),
  element: fc.oneof({ maxDepth: 3, depthIdentifier: 'q' }, sound, tie('query')),
  step: fc.oneof({ maxDepth: 3, depthIdentifier: 'q' }, fc.nat(9).map(pad), tie('element').map(mixin)),
}));

/** Every place of a recipe where a recipe stands, by keys of the request, and as the document has it. */
function nestedIn(doc: RecipeDoc, request: JsonObject): { at: SoundPlace; keys: string[] }[] {
  const { file } = request;
  const list = Array.isArray(file) ? (file as JsonValue[]) : [];
  const sources: { at: SoundPlace; keys: string[] }[] = isJsonObject(file)
    ? [{ at: { path: [] }, keys: ['file'] }]
    : list.flatMap((item, index) =>
        isJsonObject(item) ? [{ at: { path: [String(index)] }, keys: ['file', String(index)] }] : [],
      );
  const steps = doc.steps.flatMap(({ id, params }, index) =>
    isJsonObject(params['file']) ? [{ at: { step: id, path: ['file'] }, keys: ['stack', String(index), 'file'] }] : [],
  );
  return [...sources, ...steps];
}

function at(value: JsonValue, keys: readonly string[]): JsonObject {
  return keys.reduce((inside, key) => (inside as Record<string, JsonValue>)[key]!, value) as JsonObject;
}

describe('a nested recipe', () => {
  it('that is opened anywhere, edited and left again is the query edited as JSON', () => {
    fc.assert(
      fc.property(query, fc.array(fc.nat(), { maxLength: 4 }), fc.nat(9), (request, turns, after) => {
        const newId = counter();
        const text = JSON.stringify(request);
        let doc = read(request, newId);
        if (typeof request['file'] === 'string') doc = { ...doc, file: request['file'] };
        const keys: string[] = [];
        for (const turn of turns) {
          const places = nestedIn(doc, at(request, keys));
          const place = places[turn % Math.max(places.length, 1)];
          if (place === undefined) break;
          doc = openNested(doc, place.at, newId)!;
          keys.push(...place.keys);
        }
        const [first] = doc.steps;
        const edited = JSON.parse(text) as JsonObject;
        if (first?.module === 'pad') {
          doc = setParam(doc, first.id, ['before'], after);
          Object.assign(at(edited, [...keys, 'stack', '0']), { before: after });
        } else {
          doc = { ...doc, steps: [...doc.steps, { id: newId(), module: 'pad', params: { after }, bypassed: false }] };
          (at(edited, keys)['stack'] as JsonValue[]).push(pad(after));
        }
        expect(meaning(requestOf(wholeOf(doc), ''))).toEqual(meaning(edited));
        expect(JSON.stringify(request)).toBe(text);
      }),
    );
  });

  const DEEP = { file: 'a', stack: [mixin({ file: 'b', stack: [pad(1), mixin({ file: 'c', stack: [pad(2)] })] })] };

  function open(): RecipeDoc {
    const newId = counter();
    const doc = read(DEEP, newId);
    return openNested(doc, { step: doc.steps[0]!.id, path: ['file'] }, newId)!;
  }

  it('keeps its names and bypassed steps while it is closed', () => {
    const doc = open();
    const [first] = doc.steps;
    const changed = changeStep(doc, first!.id, { bypassed: true, name: 'silence' });
    const closed = closeNested(changed);
    const step = closed.steps[0]!;
    expect(step.params['file']).toMatchObject({ stack: [{ module: 'mixin' }] });
    expect(openNested(closed, { step: step.id, path: ['file'] }, counter())?.steps).toEqual(changed.steps);
  });

  it('takes over precision and revision, which it does not say when it is left', () => {
    const newId = counter();
    const doc = read({ ...DEEP, precision: 'pcm16' }, newId);
    const inside = openNested(doc, { step: doc.steps[0]!.id, path: ['file'] }, newId)!;
    expect(requestOf(inside, '')).toMatchObject({ file: 'b', precision: 'pcm16' });
    expect(requestOf(closeNested(inside), 'a')).toEqual({ ...DEEP, precision: 'pcm16' });
  });

  it('stays open, with its cards, when the whole is edited as text', () => {
    const doc = open();
    const text = { file: 'a', stack: [mixin({ file: 'b', stack: [pad(7)] })] };
    const merged = mergeDoc(wholeOf(doc), read(text));
    const opened = openedAs(merged, doc, counter());
    expect(placesOf(opened)).toEqual(placesOf(doc));
    expect(opened.steps).toEqual([{ ...doc.steps[0], params: { after: 7 } }]);
  });

  it('is left when the text has it no more', () => {
    const doc = open();
    const merged = mergeDoc(wholeOf(doc), read({ file: 'a', stack: [mixin('b')] }));
    expect(openedAs(merged, doc, counter())).toBe(merged);
  });

  it('is not opened where a sound stands, or nothing, or a list of stacks', () => {
    const doc = read({ file: ['a', { file: 'b', stack: [[pad(1)]] }], stack: [] });
    for (const path of [['0'], ['1'], ['2']]) expect(openNested(doc, { path }, counter())).toBeUndefined();
  });
});

it('a sound in a list is replaced in its place', () => {
  const doc = read({ file: ['a', 'b'], stack: [] });
  const changed = withSound(doc, { path: ['1'] }, 'c');
  expect(soundAt(changed, { path: [] })).toEqual(['a', 'c']);
});
