import { expect, it } from 'vitest';
import { commands, keyName } from './keys.ts';

const nothing = () => undefined;
const TABLE = commands({ toggleSheet: nothing, toggleQuery: nothing, addStep: () => undefined, export: nothing });

it('gives each key one meaning', () => {
  const keys = TABLE.flatMap((command) => command.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

it('leaves the browser its own keys', () => {
  const reserved = [...'NTWLPRFDHJ0'].map((letter) => `Ctrl+${letter}`);
  const taken = TABLE.flatMap((command) => command.keys).filter((key) => reserved.includes(key));
  expect(taken).toEqual([]);
});

it.each([
  [{ key: ' ' }, 'Space'],
  [{ key: ' ', shiftKey: true }, 'Shift+Space'],
  [{ key: 'x' }, 'X'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'z', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+Z'],
  [{ key: 'z', metaKey: true }, 'Ctrl+Z'],
])('names the key %j %s', (event, name) => {
  expect(keyName({ shiftKey: false, ctrlKey: false, metaKey: false, ...event } as KeyboardEvent)).toBe(name);
});
