import { HELD_ENCODINGS, SOUND_FORMATS } from '../codecs/codec.ts';
import type { WorldRevision } from '../kernels/kernels.ts';
import { DEFAULT_CACHE_HOURS, DEFAULT_OUTPUT } from './defaults.ts';
import { describeValue, type Fields, type Findings, isFields, joinPath, own } from './findings.ts';
import { completeOutput, readBitrate, readQuality } from './output.ts';
import type { OutputFormat, Precision } from './query.ts';

/** What the fields of a request may say. */
export const ACTIONS = ['process'] as const;
export const MODES = ['sync', 'async', 'hash'] as const;
export const PRECISIONS = ['float', 'pcm16'] as const satisfies readonly Precision[];
export const REVISIONS = ['2025', '2021'] as const satisfies readonly WorldRevision[];
export const ENCODINGS = ['s16', 's24', 's32', 'f32', 'f64'] as const satisfies readonly OutputFormat['encoding'][];

/** Above this (a hundred years) an expiry is none. */
const ENDLESS_HOURS = 876_600;

/** The fields that VTServer's protocol has and a query's meaning does not depend on. */
export function checkProtocolFields(fields: Fields, findings: Findings): void {
  readChoice(fields, '', 'action', ACTIONS, 'process', findings);
  readChoice(fields, '', 'mode', MODES, 'async', findings);
  const options = own(fields, 'format_options');
  if (options !== undefined && options !== null && !isFields(options)) {
    findings.problem('format_options', 'type', 'an object', describeValue(options));
  }
}

/** `fallback` where the request says nothing, or something wrong, which is then in the findings. */
export function readPrecision(fields: Fields, at: string, fallback: Precision, findings: Findings): Precision {
  return readChoice(fields, at, 'precision', PRECISIONS, fallback, findings);
}

/** A year may be written as a number: 2021 means `2021`. */
export function readRevision(fields: Fields, at: string, fallback: WorldRevision, findings: Findings): WorldRevision {
  const given = own(fields, 'revision');
  const text = typeof given === 'number' ? String(given) : given;
  return readChoice({ revision: text }, at, 'revision', REVISIONS, fallback, findings);
}

/** `output: {format, encoding}`; VTServer's `format` (upper case allowed, as there) where that names none. */
export function readOutput(fields: Fields, findings: Findings): OutputFormat {
  const legacy = readFormat(fields, '', DEFAULT_OUTPUT.format, findings);
  const output = own(fields, 'output');
  if (output === undefined) return readLegacyOutput(legacy, fields, findings);
  if (!isFields(output)) {
    findings.problem('output', 'type', 'an object such as {"encoding": "s24"}', describeValue(output));
    return DEFAULT_OUTPUT;
  }
  for (const key of Object.keys(output)) {
    if (OUTPUT_FIELDS.includes(key)) continue;
    findings.warn(joinPath('output', key), 'unknown-field', oneOf(OUTPUT_FIELDS), 'an unknown field, which is ignored');
  }
  const format = readFormat(output, 'output', legacy, findings);
  const encoding = readChoice(output, 'output', 'encoding', ENCODINGS, DEFAULT_OUTPUT.encoding, findings);
  const held = HELD_ENCODINGS[format] ?? ENCODINGS;
  if (!held.includes(encoding)) findings.problem('output.encoding', 'value', `${oneOf(held)} in ${format}`, encoding);
  const bitrate = readBitrate(output, 'output', findings);
  const quality = readQuality(output, 'output', findings);
  for (const [key, value, owner] of [
    ['bitrate', bitrate, 'mp3'],
    ['quality', quality, 'ogg'],
  ] as const) {
    if (value === undefined || format === owner) continue;
    findings.problem(
      joinPath('output', key),
      'value',
      `none in ${format}: only ${owner} has one`,
      describeValue(value),
    );
  }
  return completeOutput({ format, encoding, bitrate, quality });
}

/** VTServer's `format` and `format_options`, of which it used the bitrate of MP3 and passed over the rest. */
function readLegacyOutput(format: OutputFormat['format'], fields: Fields, findings: Findings): OutputFormat {
  const given = own(fields, 'format_options');
  const options = isFields(given) ? given : {};
  const bitrate = format === 'mp3' ? readBitrate(options, 'format_options', findings) : undefined;
  const quality = format === 'ogg' ? readQuality(options, 'format_options', findings) : undefined;
  return completeOutput({ ...DEFAULT_OUTPUT, format, bitrate, quality });
}

const OUTPUT_FIELDS: readonly string[] = ['format', 'encoding', 'bitrate', 'quality'];

function readFormat(
  fields: Fields,
  at: string,
  fallback: OutputFormat['format'],
  findings: Findings,
): OutputFormat['format'] {
  const given = own(fields, 'format');
  const format = typeof given === 'string' ? given.toLowerCase() : given;
  return readChoice({ format }, at, 'format', SOUND_FORMATS, fallback, findings);
}

/**
 * VTServer's `cache`: hours since last use; `false` is one hour; `true` and `null` never expire, as its manual says
 * (its code refused `null` and read `true` as 1).
 */
export function readCacheHours(fields: Fields, at: string, findings: Findings): number | null {
  const given = asBoolean(own(fields, 'cache'));
  if (given === undefined) return DEFAULT_CACHE_HOURS;
  if (given === null || given === true) return null;
  if (given === false) return 1;
  if (typeof given === 'number' && given >= 0) return given > ENDLESS_HOURS ? null : given + 0;
  const expected = 'hours (0 or more), or true, false or null';
  findings.problem(joinPath(at, 'cache'), 'value', expected, describeValue(given));
  return DEFAULT_CACHE_HOURS;
}

/** Web forms send booleans as text. */
export function asBoolean(value: unknown): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

function readChoice<T extends string>(
  fields: Fields,
  at: string,
  key: string,
  choices: readonly T[],
  fallback: T,
  findings: Findings,
): T {
  const given = own(fields, key);
  if (given === undefined) return fallback;
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  findings.problem(joinPath(at, key), 'value', oneOf(choices), describeValue(given));
  return fallback;
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(choices: readonly string[]): string {
  if (choices.length < 2) return choices[0] ?? 'nothing';
  return `${choices.slice(0, -1).join(', ')} or ${choices[choices.length - 1]}`;
}
