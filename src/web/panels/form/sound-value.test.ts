import { describe, expect, it } from 'vitest';
import { movedInList, soundValue } from './sound-value.ts';

const SOUNDS = [{ id: 'id-a', name: 'Sample A', fileName: 'a.wav' }];

describe('what stands where a sound does', () => {
  it.each([
    ['nothing', undefined, { kind: 'none' }],
    ['a sound of the library', 'id-a', { kind: 'sound', name: 'Sample A' }],
    ['a sound by the name of its file', 'a.wav', { kind: 'sound', name: 'Sample A' }],
    ['a sound that is not here', 'b.wav', { kind: 'sound', name: 'b.wav' }],
    [
      'a recipe',
      { file: 'id-a', stack: [{ module: 'pad' }, { module: 'ramp' }] },
      { kind: 'recipe', summary: 'Sample A \u00b7 pad, ramp', canOpen: true },
    ],
    ['a list of stacks', { file: ['id-a'], stack: [[]] }, { kind: 'recipe', canOpen: false }],
    ['a recipe without steps', { file: 'id-a' }, { summary: 'Sample A \u00b7 no steps', canOpen: true }],
  ])('is named: %s', (_name, value, shown) => {
    expect(soundValue(value, SOUNDS)).toMatchObject(shown);
  });
});

it('an item of a list is moved to another place', () => {
  expect(movedInList(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(movedInList(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
});
