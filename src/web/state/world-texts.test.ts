import { expect, it } from 'vitest';
import { buildQuery, NEUTRAL, readRecipe } from './world-texts.ts';

const TEXTS = { f0: '-12st', vtl: '+3.8st', duration: '' };

it('leaves unchanged parameters out of the query', () => {
  expect(JSON.parse(buildQuery('a.wav', TEXTS))).toEqual({
    file: 'a.wav',
    stack: [{ module: 'world', f0: '-12st', vtl: '+3.8st' }],
  });
});

it('reads back what it writes', () => {
  expect(readRecipe(buildQuery('a.wav', TEXTS))).toEqual({ file: 'a.wav', texts: TEXTS });
  expect(readRecipe(buildQuery('a.wav', NEUTRAL))).toEqual({ file: 'a.wav', texts: NEUTRAL });
});

it('reads a query without steps as unchanged', () => {
  expect(readRecipe('{"file": "a.wav"}')).toEqual({ file: 'a.wav', texts: NEUTRAL });
});

it.each([
  ['no JSON', '{"file": '],
  ['a list', '[1]'],
  ['a nested source', '{"file": {"file": "a.wav", "stack": []}}'],
  ['two steps', '{"file": "a", "stack": [{"module": "world"}, {"module": "world"}]}'],
  ['another module', '{"file": "a", "stack": [{"module": "vocoder"}]}'],
])('has no panel for %s', (_name, text) => {
  expect(readRecipe(text)).toBeUndefined();
});
