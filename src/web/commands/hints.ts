import type { ChosenKeys } from '../state/chosen-keys.ts';
import type { Command } from './command.ts';
import { keysOf } from './key-map.ts';
import { isCharacterKey, keyLabel } from './keys.ts';

export interface Hint {
  readonly id: string;
  readonly keys: string;
  readonly text: string;
}

export interface HintPlace {
  /** Where the focus is, the innermost first; the last one is everywhere. */
  readonly scopes: readonly string[];
  readonly chosen: ChosenKeys;
  /** Whether single characters act. */
  readonly singleKeys: boolean;
}

const COUNT = 3;

/** The keys to be told where the focus is: those of the innermost place first. */
export function hintsAt(commands: readonly Command[], { scopes, chosen, singleKeys }: HintPlace): readonly Hint[] {
  const told = scopes.flatMap((scope) =>
    commands.flatMap((command) => {
      const keys = keysOf(command, chosen).find((one) => singleKeys || !isCharacterKey(one));
      if (command.scope !== scope || command.short === undefined || keys === undefined) return [];
      return [{ id: command.id, keys: keyLabel(keys), text: command.short }];
    }),
  );
  // A key of an inner place does not mean what it does around it.
  return told.filter(({ keys }, place) => told.findIndex((hint) => hint.keys === keys) === place).slice(0, COUNT);
}

/** What may follow a key that begins several shortcuts. */
export function continuations(commands: readonly Command[], chosen: ChosenKeys, prefix: string): readonly Hint[] {
  return commands.flatMap((command) =>
    keysOf(command, chosen)
      .filter((keys) => keys.startsWith(`${prefix} `))
      .map((keys) => ({ id: command.id, keys: keyLabel(keys.slice(prefix.length + 1)), text: command.sentence })),
  );
}
