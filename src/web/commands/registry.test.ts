import { describe, expect, it } from 'vitest';
import { commandStrings } from '../strings-commands.ts';
import { collision, keyMap, meaningOfKey } from './key-map.ts';
import { isReserved } from './keys.ts';
import { COMMANDS } from './registry.ts';

it('knows every command by one name', () => {
  const ids = COMMANDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const sentences = COMMANDS.map(({ sentence }) => sentence);
  expect(new Set(sentences).size, sentences.filter((one, at) => sentences.indexOf(one) < at).join()).toBe(ids.length);
});

it('gives each key one meaning per scope, and none that begins another', () => {
  for (const command of COMMANDS) {
    for (const keys of command.keys) {
      const others = COMMANDS.filter((other) => other !== command);
      expect(collision(others, {}, command.scope, keys)?.id, `${keys} of ${command.id}`).toBeUndefined();
    }
    expect(new Set(command.keys).size).toBe(command.keys.length);
  }
});

it('leaves the browser, the system and screen readers their keys', () => {
  expect(COMMANDS.flatMap(({ keys }) => keys).filter(isReserved)).toEqual([]);
});

it('names every scope', () => {
  for (const { scope } of COMMANDS) expect(commandStrings.scopes[scope]).toBeTruthy();
});

describe('a key', () => {
  const map = keyMap(COMMANDS, {});
  const meaning = (scopes: readonly string[], key: string, before?: string) => {
    const found = meaningOfKey(map, scopes, key, before);
    return found && ('command' in found ? found.command.id : `${found.prefix}\u2026`);
  };

  it('means what the innermost scope says', () => {
    expect(meaning(['step', 'views', 'everywhere'], 'B')).toBe('step.bypass');
    expect(meaning(['views', 'everywhere'], 'B')).toBe('view.back');
    expect(meaning(['everywhere'], 'B')).toBeUndefined();
  });

  it('may begin a shortcut of two', () => {
    expect(meaning(['everywhere'], 'G')).toBe('G\u2026');
    expect(meaning(['views', 'everywhere'], 'L', 'G')).toBe('go.library');
    expect(meaning(['views', 'everywhere'], 'Q', 'G')).toBeUndefined();
  });

  it('means what a person chose instead', () => {
    const own = keyMap(COMMANDS, { 'play.side': ['Y'] });
    expect(meaningOfKey(own, ['everywhere'], 'Y')).toMatchObject({ command: { id: 'play.side' } });
    expect(meaningOfKey(own, ['everywhere'], 'X')).toBeUndefined();
  });
});
