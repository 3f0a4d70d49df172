import type { JsonValue } from '../../core/query/query.ts';

/** The three changes of the `world` step, as the strict texts that stand in the query; empty is unchanged. */
export interface WorldTexts {
  readonly f0: string;
  readonly vtl: string;
  readonly duration: string;
}

export type WorldParam = keyof WorldTexts;

export const WORLD_PARAMS: readonly WorldParam[] = ['f0', 'vtl', 'duration'];

export const NEUTRAL: WorldTexts = { f0: '', vtl: '', duration: '' };

export function isNeutral(texts: WorldTexts): boolean {
  return WORLD_PARAMS.every((param) => texts[param] === '');
}

export function sameTexts(a: WorldTexts, b: WorldTexts): boolean {
  return WORLD_PARAMS.every((param) => a[param] === b[param]);
}

/** The query as JSON text, ready for the engine, the command line or an agent; unchanged parameters are left out. */
export function buildQuery(file: string, texts: WorldTexts): string {
  const step: Record<string, string> = { module: 'world' };
  for (const param of WORLD_PARAMS) if (texts[param] !== '') step[param] = texts[param];
  return JSON.stringify({ file, stack: [step] }, null, 2);
}

/** What a recipe found in a file asks for, if this page can show it: one sound, at most one `world` step. */
export interface Recipe {
  readonly file: string;
  readonly texts: WorldTexts;
}

export function readRecipe(text: string): Recipe | undefined {
  const query = parseObject(text);
  if (query === undefined || typeof query['file'] !== 'string') return undefined;
  const stack = query['stack'] ?? [];
  if (!Array.isArray(stack) || stack.length > 1) return undefined;
  const step: unknown = stack[0];
  if (step === undefined) return { file: query['file'], texts: NEUTRAL };
  const params = worldParams(step);
  if (params === undefined) return undefined;
  return {
    file: query['file'],
    texts: {
      f0: quantityText(params['f0']),
      vtl: quantityText(params['vtl']),
      duration: quantityText(params['duration']),
    },
  };
}

type Json = Readonly<Record<string, JsonValue>>;

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A step may keep its parameters beside `module` or, in canonical form, in `params`. */
function worldParams(step: unknown): Json | undefined {
  if (!isObject(step) || step['module'] !== 'world') return undefined;
  const params = step['params'];
  return isObject(params) ? params : step;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quantityText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
