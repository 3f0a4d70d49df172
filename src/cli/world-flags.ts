import { type Command, Option } from 'commander';
import { AppError } from '../core/base/errors.ts';
import { readWorldOptions, WORLD_OPTIONS, type WorldOptions } from '../core/modules/world-options.ts';

const names = Object.keys(WORLD_OPTIONS) as (keyof WorldOptions)[];

/** `f0Method` as `--f0-method`. */
const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The flags of an analysis, as the parameters of WORLD tell them. */
export function addWorldFlags(command: Command): Command {
  for (const name of names) {
    const { help = '', unit } = WORLD_OPTIONS[name].meta() as { help?: string; unit?: string };
    const fallback = WORLD_OPTIONS[name].parse(undefined);
    const text = `${help}${unit === undefined ? '' : ` In ${unit}.`} Default ${fallback}.`;
    command.addOption(new Option(`${flagOf(name)} <value>`, text));
  }
  return command;
}

/** @throws AppError argument-invalid, naming the flag */
export function readWorldFlags(flags: Readonly<Record<string, unknown>>): WorldOptions {
  const given = names.filter((name) => flags[name] !== undefined).map((name) => [name, asNumber(String(flags[name]))]);
  const read = readWorldOptions(Object.fromEntries(given));
  if (read.ok) return read.value;
  const lines = read.error.map(({ name, message }) => `${flagOf(name)}: ${message}`);
  throw new AppError('argument-invalid', `${lines.join('. ')}.`);
}

/** Texts that are numbers as such; the schema says what else is wrong. */
export function asNumber(text: string): number | string {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}
