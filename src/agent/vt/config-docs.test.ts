import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ORIGINAL_FILE } from './vt-config.ts';

const README = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');

/** Keys and defaults of the table that begins with `| Key | Default |`. */
function documented(): [string, string][] {
  const table = /^\| Key \| Default \|.*\n\|[-|]+\n((?:\|.*\n)+)/m.exec(README)?.[1] ?? '';
  return table.split('\n').flatMap((line) => {
    const [, keys = '', fallback = ''] = line.split('|').map((cell) => cell.trim());
    return [...keys.matchAll(/`(\w+)`/g)].map(([, key = '']): [string, string] => [key, fallback.replaceAll('`', '')]);
  });
}

/** A default that depends on the machine or on the file, or that is nothing, is told in words. */
function defaultOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined || value === null ? '-' : String(value);
}

test("the README's table has every key of the configuration with its default, and no other", () => {
  const defaults: Record<string, unknown> = ORIGINAL_FILE.parse({});
  const keys = Object.keys(ORIGINAL_FILE.shape);
  const expected = keys.map((key) => [key, defaultOf(defaults[key])]);
  expect(new Map(documented())).toEqual(new Map(expected as [string, string][]));
});
