import { AppError, describeIssue, type Issue } from '../base/errors.ts';
import { err, ok, type Result } from '../base/result.ts';
import { describeValue, type Fields, isFields, own } from '../query/findings.ts';
import { surveyJson } from '../query/json-syntax.ts';
import { MODES, oneOf } from '../query/parse-fields.ts';

/** Longest request line, bytes without its end; VTServer had no limit. */
export const MAX_REQUEST_BYTES = 1_048_576;

/** Longest answer line, bytes with its end: a known client reads 1024 bytes once and takes them for the answer. */
export const MAX_ANSWER_BYTES = 1023;

const ACTIONS = ['process', 'status'] as const;

/** How a `process` request is answered. */
export type VtMode = (typeof MODES)[number];

/** A line of VTServer's protocol, read as far as the protocol goes. */
export type VtRequest =
  | { readonly action: 'status' }
  | {
      readonly action: 'process';
      readonly mode: VtMode;
      /** The query in VTServer's shape, for `parseQuery`. */
      readonly fields: Fields;
    };

/** `details` is the path or hash of a result, the sentence of an error, or since when a job has been running. */
export interface VtAnswer {
  readonly out: 'ok' | 'error' | 'wait';
  readonly details: string;
}

/**
 * Reads one request line, white space around it allowed.
 * @returns what is asked for; or `query-invalid` or `size-limit`, whose message fits an answer
 */
export function readVtLine(line: string): Result<VtRequest, AppError> {
  const text = line.trim();
  if (text.length > MAX_REQUEST_BYTES) {
    const message = `The request has ${text.length} characters; at most ${MAX_REQUEST_BYTES} are read.`;
    return err(new AppError('size-limit', message, { details: { limit: MAX_REQUEST_BYTES, size: text.length } }));
  }
  const { mistake } = surveyJson(text);
  if (mistake !== undefined) {
    const got = `${mistake.got} at character ${mistake.offset + 1}`;
    return refuse('This is not JSON: ', { path: '', code: 'json-syntax', expected: mistake.expected, got });
  }
  const request: unknown = JSON.parse(text);
  if (!isFields(request)) {
    const expected = 'a request: a JSON object with `action`';
    return refuse('', { path: '', code: 'type', expected, got: describeValue(request) });
  }
  const action = choose(request, 'action', ACTIONS);
  if (!action.ok) return action;
  if (action.value === 'status') return ok({ action: 'status' });
  const mode = choose(request, 'mode', MODES, 'async');
  return mode.ok ? ok({ action: 'process', mode: mode.value, fields: request }) : mode;
}

/**
 * The answer as a line: ASCII, `out` before `details`, ended by LF, at most `MAX_ANSWER_BYTES` long. Sentences become
 * one line and are cut where they are too long; a path that is too long becomes an error, since half a path is none.
 */
export function writeVtAnswer({ out, details }: VtAnswer): string {
  if (out === 'ok') {
    const line = write(out, details);
    if (line.length <= MAX_ANSWER_BYTES) return line;
    const message = `The result's path has ${details.length} characters, too many for an answer: choose a shorter cachefolder.`;
    return write('error', message);
  }
  const sentence = details.replace(CONTROLS, ' ').trim();
  const line = write(out, sentence);
  return line.length <= MAX_ANSWER_BYTES ? line : write(out, cut(sentence, MAX_ANSWER_BYTES - write(out, '').length));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: lines and terminals are what they would break.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

function write(out: VtAnswer['out'], details: string): string {
  return `{"out": "${out}", "details": "${asciiOf(details)}"}\n`;
}

/** What stands between the quotes of an ASCII JSON string. */
function asciiOf(text: string): string {
  const quoted = JSON.stringify(text).slice(1, -1);
  return quoted.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The beginning, which says where and what; whole characters only. */
function cut(text: string, room: number): string {
  const mark = '...';
  let left = room - mark.length;
  let kept = '';
  for (const character of text) {
    left -= asciiOf(character).length;
    if (left < 0) break;
    kept += character;
  }
  return kept + mark;
}

function choose<T extends string>(
  fields: Fields,
  key: string,
  choices: readonly T[],
  fallback?: T,
): Result<T, AppError> {
  const given = own(fields, key);
  if (given === undefined && fallback !== undefined) return ok(fallback);
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return ok(found);
  return refuse('', { path: key, code: 'value', expected: oneOf(choices), got: describeValue(given) });
}

function refuse(before: string, issue: Issue): { readonly ok: false; readonly error: AppError } {
  return err(new AppError('query-invalid', `${before}${describeIssue(issue)}.`, { issues: [issue] }));
}
