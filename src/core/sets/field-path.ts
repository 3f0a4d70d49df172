import type { JsonValue } from '../query/query.ts';

/** A name in an object, or a place in a list. */
export type Key = string | number;

/** `stack[0].f0` as keys; undefined where it is no such path. */
export function parseFieldPath(text: string): Key[] | undefined {
  const keys: Key[] = [];
  const pattern = /\.?([A-Za-z_$][\w$-]*)|\[(\d{1,6})\]|\["((?:[^"\\]|\\.){1,60})"\]/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, name, index, quoted] = match;
    keys.push(name ?? (index === undefined ? (quoted ?? '').replaceAll(/\\(.)/g, '$1') : Number(index)));
  }
  const isUnsafe = keys.some((key) => key === '__proto__' || key === 'constructor' || key === 'prototype');
  return keys.length === 0 || isUnsafe ? undefined : keys;
}

/**
 * The same JSON with one field replaced. The place must be there, but for the last key of an object, so that a factor
 * can fill a parameter that the recipe leaves out.
 * @returns undefined where there is no such place
 */
export function withField(root: JsonValue, keys: readonly Key[], value: JsonValue): JsonValue | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    if (!Array.isArray(root) || key >= root.length) return undefined;
    const item = withField(root[key] as JsonValue, rest, value);
    return item === undefined ? undefined : root.map((each, index) => (index === key ? item : each));
  }
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return undefined;
  const fields = root as Readonly<Record<string, JsonValue>>;
  const inside = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (inside === undefined && rest.length > 0) return undefined;
  const changed = rest.length === 0 ? value : withField(inside as JsonValue, rest, value);
  return changed === undefined ? undefined : { ...fields, [key]: changed };
}

/** What stands at a place; undefined where there is none. */
export function fieldAt(root: JsonValue, keys: readonly Key[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    return (at as Readonly<Record<Key, JsonValue>>)[key];
  }, root);
}
