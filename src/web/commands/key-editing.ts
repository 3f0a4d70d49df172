import { z } from 'zod';
import { AppError } from '../../core/base/errors.ts';
import { type ChosenKeys, keyListSchema } from '../state/chosen-keys.ts';
import { settingsStrings as t } from '../strings-settings.ts';
import type { Command } from './command.ts';
import { collision, keysOf } from './key-map.ts';
import { isReserved, keyLabel } from './keys.ts';

/** Keys with which controls are used: a command may not take them from whatever has the focus. */
const WIDGET_KEYS = /^(Shift\+)?(Enter|Arrow(Up|Down|Left|Right)|Home|End|Tab|Escape|Backspace|Delete)$/;

/** Why a command cannot have these keys, as a sentence; undefined when it can. */
export function refusalOf(
  commands: readonly Command[],
  chosen: ChosenKeys,
  command: Command,
  keys: string,
): string | undefined {
  if (isReserved(keys)) return t.reserved(keyLabel(keys));
  if (keys.split(' ').some((key) => WIDGET_KEYS.test(key)) && !command.keys.includes(keys))
    return t.widget(keyLabel(keys));
  const others = commands.filter(({ id }) => id !== command.id);
  const taken = collision(others, chosen, command.scope, keys);
  return taken && t.clash(keyLabel(keys), taken.sentence);
}

/** Whether a key begins shortcuts of this scope, so that another one is waited for. */
export function beginsShortcut(
  commands: readonly Command[],
  chosen: ChosenKeys,
  { scope }: Command,
  key: string,
): boolean {
  return commands.some(
    (command) => command.scope === scope && keysOf(command, chosen).some((keys) => keys.startsWith(`${key} `)),
  );
}

/** Keys as they are kept, each once: undefined where they are the command's own. */
export function chosenOf(command: Command, given: readonly string[]): readonly string[] | undefined {
  const keys = [...new Set(given)];
  return keys.join('\n') === command.keys.join('\n') ? undefined : keys;
}

/** What Praat's hands expect, beside the commands' own keys. */
const PRAAT: Readonly<Record<string, string>> = {
  'view.zoomIn': 'Ctrl+I',
  'view.all': 'Ctrl+A',
  'view.back': 'Ctrl+B',
  'view.earlier': 'ArrowUp',
  'view.later': 'ArrowDown',
};

export function hasPraatKeys(commands: readonly Command[], chosen: ChosenKeys): boolean {
  return commands.every((command) => {
    const wanted = PRAAT[command.id];
    return wanted === undefined || keysOf(command, chosen).includes(wanted);
  });
}

/**
 * The key map with Praat's keys, or without them.
 * @throws AppError config-invalid where one of them stands for something else
 */
export function withPraatKeys(commands: readonly Command[], chosen: ChosenKeys, on: boolean): ChosenKeys {
  const result: Record<string, readonly string[]> = { ...chosen };
  for (const command of commands) {
    const key = PRAAT[command.id];
    if (key === undefined) continue;
    const others = keysOf(command, chosen).filter((keys) => keys !== key);
    const taken = on
      ? collision(
          commands.filter(({ id }) => id !== command.id),
          chosen,
          command.scope,
          key,
        )
      : undefined;
    if (taken) throw new AppError('config-invalid', t.clash(keyLabel(key), taken.sentence));
    const kept = chosenOf(command, on ? [...others, key] : others);
    if (kept === undefined) delete result[command.id];
    else result[command.id] = kept;
  }
  return result;
}

const fileSchema = z.object({
  sonde: z.literal('keys'),
  version: z.literal(1),
  keys: z.record(z.string(), keyListSchema),
});

/** All commands with their keys, as a file for another device. */
export function writeKeyMap(commands: readonly Command[], chosen: ChosenKeys): string {
  const keys = Object.fromEntries(commands.map((command) => [command.id, keysOf(command, chosen)]));
  return `${JSON.stringify({ sonde: 'keys', version: 1, keys }, undefined, 2)}\n`;
}

export interface ReadKeyMap {
  readonly chosen: ChosenKeys;
  /** Ids of commands that this version does not have. */
  readonly unknown: readonly string[];
}

/**
 * Reads what `writeKeyMap` wrote, here or by another version; commands that it does not name keep their own keys.
 * @throws AppError config-invalid where it is none, or gives a key two meanings or one that is not ours to give
 */
export function readKeyMap(commands: readonly Command[], text: string): ReadKeyMap {
  const { keys } = parse(text);
  const known = new Map(commands.map((command) => [command.id, command]));
  const chosen: Record<string, readonly string[]> = {};
  for (const [id, list] of Object.entries(keys)) {
    const command = known.get(id);
    const kept = command && chosenOf(command, list);
    if (kept) chosen[id] = kept;
  }
  for (const command of commands) check(commands, chosen, command);
  return { chosen, unknown: Object.keys(keys).filter((id) => !known.has(id)) };
}

function parse(text: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('config-invalid', t.notKeys, { cause });
  }
}

function check(commands: readonly Command[], chosen: ChosenKeys, command: Command): void {
  const others = commands.filter(({ id }) => id !== command.id);
  for (const keys of keysOf(command, chosen)) {
    const other = collision(others, chosen, command.scope, keys);
    if (other) throw new AppError('config-invalid', t.clashOf(keyLabel(keys), command.sentence, other.sentence));
    if (isReserved(keys)) throw new AppError('config-invalid', t.reserved(keyLabel(keys)));
  }
}
