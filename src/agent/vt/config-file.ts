import { basename, dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { AppError, describeIssue, type Issue } from '../../core/base/errors.ts';
import { describeValue, isFields, joinPath } from '../../core/query/findings.ts';
import { surveyJson } from '../../core/query/json-syntax.ts';
import { readFileBytes } from '../host/read-file.ts';
import { completeVtConfig, HTTP_KEYS, type HttpConfig, ORIGINAL_FILE, SONDE_FILE, type VtConfig } from './vt-config.ts';

const SONDE_NAME = 'sonde.conf.json';
const ORIGINAL_NAME = 'vt_server.conf.json';

/** Where VTServer looks first; then in the current folder. */
const ORIGINAL_FOLDERS = ['/usr/local/etc/vt_server', '/etc/vt_server'];

const MAX_BYTES = 1 << 20;

export interface ConfigSearch {
  /** A file that must be there, and the only one looked at. */
  readonly path?: string | undefined;
  /** The current folder. */
  readonly folder: string;
  /** Default VTServer's. */
  readonly originalFolders?: readonly string[];
}

export interface FoundConfig {
  readonly path: string;
  readonly http?: HttpConfig;
  /** Absent when the file does not ask for a VTServer door. */
  readonly vt?: VtConfig;
}

/**
 * The configuration: the file that is named; or `sonde.conf.json` here; or `vt_server.conf.json` where VTServer looks.
 * @returns undefined when there is none
 * @throws AppError config-invalid, with every problem in `issues`; file-not-found for a named one; file-unreadable
 */
export async function findConfig(search: ConfigSearch): Promise<FoundConfig | undefined> {
  const { path, folder, originalFolders = ORIGINAL_FOLDERS } = search;
  if (path !== undefined) return await readConfig(resolve(folder, path), folder);
  const places = [SONDE_NAME, ...[...originalFolders, folder].map((place) => resolve(place, ORIGINAL_NAME))];
  for (const place of places) {
    try {
      return await readConfig(resolve(folder, place), folder);
    } catch (failure) {
      if (!(failure instanceof AppError) || failure.code !== 'file-not-found') throw failure;
    }
  }
  return undefined;
}

async function readConfig(path: string, folder: string): Promise<FoundConfig> {
  const input = readJson(await readFileBytes(path, { maxBytes: MAX_BYTES }), path);
  if (basename(path) === ORIGINAL_NAME) {
    const keys = check(ORIGINAL_FILE, input, path);
    return { path, vt: warn(completeVtConfig(keys, 'original', folder), unknownKeys(input, ORIGINAL_FILE.shape)) };
  }
  const { http, vtServer: keys } = check(SONDE_FILE, input, path);
  const found = { path, ...(http ? { http } : {}) };
  const unknown = unknownKeys(input, SONDE_FILE.shape);
  if (keys === undefined) return found;
  const within = (part: string, known: object): string[] =>
    isFields(input) ? unknownKeys(input[part], known).map((key) => `${part}.${key}`) : [];
  unknown.push(...within('http', HTTP_KEYS.shape), ...within('vtServer', ORIGINAL_FILE.shape));
  return { ...found, vt: warn(completeVtConfig(keys, 'sonde', dirname(path)), unknown) };
}

function readJson(bytes: Uint8Array, path: string): unknown {
  const text = new TextDecoder().decode(bytes);
  const { mistake } = surveyJson(text);
  if (mistake === undefined) return JSON.parse(text);
  const line = text.slice(0, mistake.offset).split('\n').length;
  const issue = { path: '', code: 'json-syntax', expected: mistake.expected, got: `${mistake.got} in line ${line}` };
  throw configInvalid(path, [issue]);
}

function check<S extends z.ZodType>(schema: S, input: unknown, path: string): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw configInvalid(
    path,
    parsed.error.issues.map((issue) => ({
      path: issue.path.reduce<string>((at, key) => joinPath(at, typeof key === 'number' ? key : String(key)), ''),
      code: issue.code,
      expected: issue.message.replace(/^(Invalid (input|option)|Too (small|big)): expected /, ''),
      got: describeValue(valueAt(input, issue.path)),
    })),
  );
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null)?.[key], input);
}

/** Kept and ignored, as VTServer did, but told. */
function unknownKeys(input: unknown, known: object): string[] {
  if (!isFields(input)) return [];
  return Object.keys(input).filter((key) => !Object.hasOwn(known, key));
}

function warn(config: VtConfig, unknown: readonly string[]): VtConfig {
  const ignored = unknown.map((key) => `${key}: an unknown key, which is ignored.`);
  return { ...config, warnings: [...config.warnings, ...ignored] };
}

function configInvalid(path: string, issues: readonly Issue[]): AppError {
  const count = issues.length === 1 ? '' : `${issues.length} problems: `;
  const message = `The configuration ${path}: ${count}${issues.map(describeIssue).join('; ')}.`;
  return new AppError('config-invalid', message, { issues, details: { path } });
}
