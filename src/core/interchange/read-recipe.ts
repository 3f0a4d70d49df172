import { AppError } from '../base/errors.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Registry } from '../modules/module.ts';
import { type Dialect, LIMITS, SONDE_DIALECT, VTSERVER_DIALECT } from '../query/defaults.ts';
import { isFields } from '../query/findings.ts';
import { type ParsedQuery, parseQuery } from '../query/parse.ts';
import { parseQueryText } from '../query/parse-text.ts';
import { readLiteral } from './literal.ts';
import type { RecipeForm } from './write-recipe.ts';

/** A recipe found in a text, and what kind of text it was. */
export interface FoundRecipe extends ParsedQuery {
  readonly form: RecipeForm;
}

/**
 * Reads a recipe from what people paste: JSON, a VTServer request, a command line, TypeScript or Python. A request that
 * was written for VTServer means what it meant there.
 * @returns the recipe; or query-invalid with every problem
 */
export function readRecipeText(text: string, registry: Registry): Result<FoundRecipe, AppError> {
  if (text.length > LIMITS.textLength) {
    const message = `The text has ${text.length} characters; at most ${LIMITS.textLength} are read.`;
    return err(new AppError('size-limit', message, { details: { limit: LIMITS.textLength, size: text.length } }));
  }
  const form = formOf(text);
  const request = findRequest(form === 'cli' ? text.replaceAll(String.raw`'\''`, "'") : text);
  if (request === undefined) {
    const read = parseQueryText(text, registry);
    return read.ok ? ok({ ...read.value, form: 'json' }) : read;
  }
  const isVt = form === 'json' && Object.hasOwn(request, 'action');
  const dialect: Dialect = isVt || form === 'typescript' || form === 'python' ? VTSERVER_DIALECT : SONDE_DIALECT;
  const read = parseQuery(request, registry, dialect);
  return read.ok ? ok({ ...read.value, form: isVt ? 'vtserver' : form }) : read;
}

function formOf(text: string): RecipeForm {
  const start = text.trimStart();
  if (start.startsWith('{')) return 'json';
  if (/\bsonde\s+run\b/.test(text)) return 'cli';
  return /^\s*(?:import|from)\s+\w+(?:\s*,\s*\w+)*\s*$|^\s*def\s|\bNone\b|\bTrue\b/m.test(text)
    ? 'python'
    : 'typescript';
}

/** As many braces as may stand before the request's own. */
const MOST_TRIES = 200;

/** The first object in a text that has a `file`. */
function findRequest(text: string): Readonly<Record<string, unknown>> | undefined {
  let at = text.indexOf('{');
  for (let tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
    const found = readLiteral(text, at)?.value;
    if (isFields(found) && Object.hasOwn(found, 'file')) return found;
    at = text.indexOf('{', at + 1);
  }
  return undefined;
}
