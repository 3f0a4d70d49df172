import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { patchText } from './patch-text.ts';

function patched(text: string, wanted: unknown): string {
  const state = EditorState.create({ doc: text, extensions: [json()] });
  const changes = patchText(state, JSON.stringify(wanted));
  return changes ? state.update({ changes }).state.doc.toString() : 'none';
}

const MINE = `{ "stack":[
    {"f0": "-12st",   "module": "world" },
    {"module": "pad", "before": 0.1}
  ],
  "file": "a.wav"
}`;
const recipe = (...stack: readonly object[]) => ({ file: 'a.wav', stack });
const WORLD = { module: 'world', f0: '-12st' };
const PAD = { module: 'pad', before: 0.1 };

test.each([
  ['nothing, where it says that already', recipe(WORLD, PAD), MINE],
  ['one value', recipe({ ...WORLD, f0: '+3st' }, PAD), MINE.replace('-12st', '+3st')],
  [
    'a value that was not there, spaced as the one before it',
    recipe({ ...WORLD, vtl: '+2st' }, PAD),
    MINE.replace('"world" }', '"world",   "vtl": "+2st" }'),
  ],
  ['a value that is gone', recipe({ module: 'world' }, PAD), MINE.replace('"f0": "-12st",   ', '')],
  ['the last value', recipe(WORLD, { module: 'pad' }), MINE.replace(', "before": 0.1', '')],
  ['a step that is gone', recipe(PAD), MINE.replace(/\{"f0".*\n {4}/, '')],
  [
    'a step in between',
    recipe(WORLD, { module: 'ramp' }, PAD),
    MINE.replace('"world" },', '"world" },\n    { "module": "ramp" },'),
  ],
  [
    'a step in front',
    recipe({ module: 'ramp' }, WORLD, PAD),
    MINE.replace('{"f0"', '{ "module": "ramp" },\n    {"f0"'),
  ],
])('changes %s, and leaves the rest as it was written', (_what, wanted, text) => {
  expect(patched(MINE, wanted)).toBe(text);
});

it('gives up where the text is none', () => {
  expect(patched('{"file": ', {})).toBe('none');
});

it('says what the other text says, however this one is spaced', () => {
  const space = fc.constantFrom(undefined, 1, 2, '\t');
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), space, (before, after, indent) => {
      const text = patched(JSON.stringify(before, undefined, indent), after);
      expect(JSON.stringify(sorted(JSON.parse(text)))).toBe(JSON.stringify(sorted(JSON.parse(JSON.stringify(after)))));
    }),
  );
});

it('says it for what differs in little, too', () => {
  const step = fc.record({ module: fc.constantFrom('a', 'b'), x: fc.nat(2), y: fc.nat(2) }, { requiredKeys: [] });
  const doc = fc.record({ file: fc.constantFrom('a', 'b'), stack: fc.array(step, { maxLength: 4 }) });
  fc.assert(
    fc.property(doc, doc, fc.constantFrom(undefined, 2), (before, after, indent) => {
      const text = patched(JSON.stringify(before, undefined, indent), after);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(after)));
    }),
    { numRuns: 500 },
  );
});

/** Keys in one order: theirs is the writer's. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
