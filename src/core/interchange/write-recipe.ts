import { z } from 'zod';
import type { Registry } from '../modules/module.ts';
import { printQuery, requestOf } from '../query/print.ts';
import type { JsonValue, Query } from '../query/query.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** In which a recipe is taken to other programs; each is read back by `readRecipeText`. */
export const RECIPE_FORMS = ['json', 'vtserver', 'cli', 'typescript', 'python'] as const;

export type RecipeForm = (typeof RECIPE_FORMS)[number];

/** The recipe as a text that other programs take, meaning the same there as here. */
export function writeRecipe(query: Query, form: RecipeForm, registry: Registry): string {
  switch (form) {
    case 'json':
      return printQuery(query, registry);
    case 'vtserver': {
      const request = withoutUnknown(explicitRequest(query, registry), registry).kept as JsonObject;
      return JSON.stringify({ action: 'process', mode: 'sync', ...request });
    }
    case 'cli':
      return `echo ${quoteForShell(JSON.stringify(requestOf(query, registry)))} | sonde run - -o out.wav`;
    case 'typescript':
      return typescript(explicitRequest(query, registry));
    case 'python':
      return python(explicitRequest(query, registry));
  }
}

/** What the text does not say of the recipe, as sentences: each once. */
export function leftOutOf(query: Query, form: RecipeForm, registry: Registry): readonly string[] {
  if (form !== 'vtserver') return [];
  return [...new Set(withoutUnknown(requestOf(query, registry), registry).said)];
}

/** A request without the parameters that VTServer has nothing like, and what is said of them. */
function withoutUnknown(value: JsonValue, registry: Registry): { readonly kept: JsonValue; readonly said: string[] } {
  if (typeof value !== 'object' || value === null) return { kept: value, said: [] };
  const said: string[] = [];
  const keep = (inner: JsonValue): JsonValue => {
    const cleaned = withoutUnknown(inner, registry);
    said.push(...cleaned.said);
    return cleaned.kept;
  };
  if (Array.isArray(value)) return { kept: (value as readonly JsonValue[]).map(keep), said };
  const object = value as JsonObject;
  const { module } = object;
  const shape = typeof module === 'string' ? registry.get(module)?.params.shape : undefined;
  const entries = Object.entries(object).flatMap(([key, inner]) => {
    const schema = shape && Object.hasOwn(shape, key) ? shape[key] : undefined;
    const leftOut = schema === undefined ? undefined : z.globalRegistry.get(schema)?.['leftOut'];
    if (typeof leftOut !== 'string') return [[key, keep(inner)] as const];
    said.push(leftOut);
    return [];
  });
  return { kept: Object.fromEntries(entries), said };
}

/** The request with all that VTServer meant otherwise said in it. */
function explicitRequest(query: Query, registry: Registry): JsonObject {
  const request = requestOf(query, registry) as JsonObject;
  const said = sayDefaults(request, registry) as JsonObject;
  return { ...said, precision: query.precision };
}

function sayDefaults(value: JsonValue, registry: Registry): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => sayDefaults(item, registry));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as JsonObject;
  const inside = Object.entries(object).map(([key, inner]) => [key, sayDefaults(inner, registry)] as const);
  return { ...Object.fromEntries(inside), ...unsaid(object, registry) };
}

/** A step's parameters that VTServer had otherwise, and that the step does not name. */
function unsaid(step: JsonObject, registry: Registry): JsonObject {
  const { module } = step;
  const shape = typeof module === 'string' ? registry.get(module)?.params.shape : undefined;
  const missing = Object.entries(shape ?? {}).filter(([key, schema]) => {
    return !Object.hasOwn(step, key) && z.globalRegistry.get(schema)?.['original'] !== undefined;
  });
  return Object.fromEntries(missing.map(([key, schema]) => [key, z.parse(schema, undefined) as JsonValue]));
}

/** One word for a POSIX shell, whatever it holds. */
function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function typescript(request: JsonObject): string {
  return `import { tcpClient } from 'sonde/client/tcp';

const sonde = tcpClient({ port: 1996 });
const result = await sonde.process(${JSON.stringify(request, undefined, 2)});
console.log(result.path);
`;
}

function python(request: JsonObject): string {
  return `import json, socket

request = ${pythonLiteral({ action: 'process', mode: 'sync', ...request }, '')}

with socket.create_connection(("127.0.0.1", 1996)) as connection:
    connection.sendall(json.dumps(request).encode() + b"\\n")
    print(json.loads(connection.makefile().readline()))
`;
}

const PYTHON_WORDS: ReadonlyMap<JsonValue, string> = new Map<JsonValue, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
]);

function pythonLiteral(value: JsonValue, indent: string): string {
  if (typeof value !== 'object' || value === null) return PYTHON_WORDS.get(value) ?? JSON.stringify(value);
  const inner = `${indent}    `;
  const isList = Array.isArray(value);
  const items = isList
    ? (value as readonly JsonValue[]).map((item) => pythonLiteral(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (items.length === 0 || (isList && items.every((item) => !item.includes('\n')))) {
    return `${open}${items.join(', ')}${close}`;
  }
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}
