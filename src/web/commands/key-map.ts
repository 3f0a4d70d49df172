import type { ChosenKeys } from '../state/chosen-keys.ts';
import type { Command, Scope } from './command.ts';

/** Commands by the keys that stand for them, one table per scope. */
export type KeyMap = ReadonlyMap<string, ReadonlyMap<string, Command>>;

export function keysOf(command: Command, chosen: ChosenKeys): readonly string[] {
  return chosen[command.id] ?? command.keys;
}

export function keyMap(commands: readonly Command[], chosen: ChosenKeys): KeyMap {
  const map = new Map<string, Map<string, Command>>();
  for (const command of commands) {
    const table = map.get(command.scope) ?? new Map<string, Command>();
    map.set(command.scope, table);
    for (const keys of keysOf(command, chosen)) table.set(keys, command);
  }
  return map;
}

/** The command that has these keys in this scope already, or keys that begin with them or that they begin with. */
export function collision(
  commands: readonly Command[],
  chosen: ChosenKeys,
  scope: Scope,
  keys: string,
): Command | undefined {
  const clash = (other: string) => other === keys || other.startsWith(`${keys} `) || keys.startsWith(`${other} `);
  return commands.find((command) => command.scope === scope && keysOf(command, chosen).some(clash));
}

export type Pressed = { readonly command: Command } | { readonly prefix: string } | undefined;

/**
 * What a key means where the focus is: the innermost scope that knows it decides.
 * @param before keys pressed already that begin a shortcut
 */
export function meaningOfKey(map: KeyMap, scopes: readonly string[], key: string, before?: string): Pressed {
  const keys = before === undefined ? key : `${before} ${key}`;
  for (const scope of scopes) {
    const table = map.get(scope);
    const command = table?.get(keys);
    if (command) return { command };
    for (const other of table?.keys() ?? []) if (other.startsWith(`${keys} `)) return { prefix: keys };
  }
  return undefined;
}
