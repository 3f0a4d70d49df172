import { AppError, type Issue } from '../base/errors.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Registry } from '../modules/module.ts';
import { LIMITS } from './defaults.ts';
import { quote } from './findings.ts';
import { type JsonMistake, surveyJson } from './json-syntax.ts';
import { type ParsedQuery, parseQuery } from './parse.ts';

/**
 * Reads a request's JSON text. A mistake in the JSON itself is told with line and column, also in the error's
 * `details`; a key written twice counts once, the last time, with a warning.
 */
export function parseQueryText(text: string, registry: Registry): Result<ParsedQuery, AppError> {
  if (text.length > LIMITS.textLength) {
    const message = `The request has ${text.length} characters; at most ${LIMITS.textLength} are read.`;
    return err(new AppError('size-limit', message, { details: { limit: LIMITS.textLength, size: text.length } }));
  }
  // Editors of one system put a byte order mark first.
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { mistake, duplicates } = surveyJson(body);
  const place = placesIn(body);
  if (mistake !== undefined) return err(syntaxError(place(mistake.offset), mistake));
  const parsed = parseQuery(JSON.parse(body), registry);
  if (!parsed.ok || duplicates.length === 0) return parsed;
  const warnings = duplicates.map(({ key, offset }): Issue => {
    const got = `${quote(key)} a second time ${place(offset).text}; the last one counts`;
    return { path: '', code: 'duplicate-key', expected: 'each key once', got, position: offset };
  });
  return ok({ query: parsed.value.query, warnings: Object.freeze([...warnings, ...parsed.value.warnings]) });
}

function syntaxError({ line, column, text }: Place, { offset, expected, got }: JsonMistake): AppError {
  const issue = { path: '', code: 'json-syntax', expected, got: `${got} ${text}`, position: offset };
  const message = `This is not JSON: expected ${expected}, got ${issue.got}`;
  return new AppError('query-invalid', message, { issues: [issue], details: { line, column } });
}

/** One-based, as editors count. */
interface Place {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Where offsets lie in a text. They must not descend: each look goes on from the line of the last one, so that a
 * request full of keys written twice is read once, not once per key.
 */
function placesIn(text: string): (offset: number) => Place {
  let line = 1;
  let start = 0;
  let end = text.indexOf('\n');
  return (offset) => {
    while (end >= 0 && end < offset) {
      line += 1;
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    const column = offset - start + 1;
    return { line, column, text: `at line ${line}, column ${column}` };
  };
}
