import { expect, it } from 'vitest';
import { isCharacterKey, isReserved, keyLabel, keyName } from './keys.ts';

const up = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

it.each([
  [{ key: ' ' }, 'Space'],
  [{ key: ' ', shiftKey: true }, 'Shift+Space'],
  [{ key: 'x' }, 'X'],
  [{ key: 'X', shiftKey: true }, 'Shift+X'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'z', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+Z'],
  [{ key: 'z', metaKey: true }, 'Ctrl+Z'],
  [{ key: 'ArrowUp', altKey: true }, 'Alt+ArrowUp'],
])('names the key %j %s', (event, name) => {
  expect(keyName({ ...up, ...event })).toBe(name);
});

it('knows which shortcuts are typed with characters alone', () => {
  const characters = ['X', 'Shift+D', 'Space', '?', 'G L', '['].filter(isCharacterKey);
  const others = ['Ctrl+K', 'Delete', 'F2', 'PageUp', 'Alt+ArrowUp', 'Escape'].filter(isCharacterKey);
  expect(characters).toHaveLength(6);
  expect(others).toEqual([]);
});

it.each([
  ['Ctrl+Shift+Z', 'Ctrl Shift Z'],
  ['Alt+ArrowUp', 'Alt \u2191'],
  ['Escape', 'Esc'],
  ['G L', 'G L'],
  ['+', '+'],
  ['PageDown', 'Page Down'],
])('shows %s as %s', (keys, label) => {
  expect(keyLabel(keys)).toBe(label);
});

it.each(['Ctrl+T', 'Ctrl+0', 'Ctrl+Shift+P', 'Alt+ArrowLeft', 'F5', 'Insert', 'Tab', 'Ctrl+Alt+K'])(
  'leaves %s alone',
  (keys) => {
    expect(isReserved(keys)).toBe(true);
  },
);

it.each(['Ctrl+K', 'Ctrl+Shift+Z', 'Alt+ArrowUp', 'F2', 'G L', 'Shift+Space', 'Ctrl+Enter'])('may take %s', (keys) => {
  expect(isReserved(keys)).toBe(false);
});
