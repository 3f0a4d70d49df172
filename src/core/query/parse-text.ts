import { AppError, type Issue } from '../base/errors.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Registry } from '../modules/module.ts';
import { LIMITS } from './defaults.ts';
import { quote } from './findings.ts';
import { surveyJson } from './json-syntax.ts';
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
  if (mistake !== undefined) return err(syntaxError(body, mistake.offset, mistake.expected, mistake.got));
  const parsed = parseQuery(JSON.parse(body), registry);
  if (!parsed.ok || duplicates.length === 0) return parsed;
  const warnings = duplicates.map(({ key, offset }): Issue => {
    const got = `${quote(key)} a second time ${place(body, offset).text}; the last one counts`;
    return { path: '', code: 'duplicate-key', expected: 'each key once', got, position: offset };
  });
  return ok({ query: parsed.value.query, warnings: Object.freeze([...warnings, ...parsed.value.warnings]) });
}

function syntaxError(text: string, offset: number, expected: string, got: string): AppError {
  const { line, column, text: where } = place(text, offset);
  const issue = { path: '', code: 'json-syntax', expected, got: `${got} ${where}`, position: offset };
  const message = `This is not JSON: expected ${expected}, got ${issue.got}`;
  return new AppError('query-invalid', message, { issues: [issue], details: { line, column } });
}

/** One-based, as editors count. */
function place(text: string, offset: number): { line: number; column: number; text: string } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  return { line, column, text: `at line ${line}, column ${column}` };
}
