import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { SOUND_FORMATS } from '../../core/codecs/codec.ts';
import { MP3_BITRATES } from '../../core/codecs/mp3-bitrates.ts';
import { PRECISIONS, REVISIONS } from '../../core/query/parse-fields.ts';
import type { OutputFormat } from '../../core/query/query.ts';
import { LOG_LEVELS } from './log.ts';

export const DEFAULT_VT_PORT = 1996;

const upperCase = (value: unknown): unknown => (typeof value === 'string' ? value.toUpperCase() : value);
const yearAsText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
const path = z.string().min(1).max(512);

/** VTServer's keys under their names, then ours. What is not said here is not read. */
const VT_KEYS = z.object({
  host: z.string().default('localhost'),
  port: z.int().min(0).max(65_535).default(DEFAULT_VT_PORT),
  /** null: to stderr. */
  logfile: path.nullable().optional(),
  loglevel: z.preprocess(upperCase, z.enum(LOG_LEVELS)).default('INFO'),
  cachefolder: path.optional(),
  /** Bytes: half for results, half for steps and analyses. */
  cachebytes: z.number().min(1_000_000).default(8_000_000_000),
  cacheformat: z.string().default('flac'),
  cacheformatoptions: z
    .looseObject({ bitrate: z.literal(MP3_BITRATES).optional(), quality: z.number().min(-1).max(10).optional() })
    .nullable()
    .default(null),
  /** Read, so that an old file is valid as it is; no program is ever started. */
  lame: z.unknown().optional(),
  /** Folders that requests may name sounds in; relative names start in the first. */
  roots: z.array(path).min(1).default(['.']),
  precision: z.enum(PRECISIONS).default('pcm16'),
  revision: z.preprocess(yearAsText, z.enum(REVISIONS)).default('2025'),
  /** Threads; default one per core. */
  workers: z.int().min(1).max(256).optional(),
  /** Jobs that may wait for a thread. */
  queue: z.int().min(0).max(1_000_000).default(1000),
  /** s for one job. */
  timelimit: z.number().positive().max(86_400).default(600),
  /** Clients at the same time. */
  connections: z.int().min(1).max(65_535).default(1024),
});

/** Where the page and the HTTP interface are. */
export const HTTP_KEYS = z.object({
  host: z.string().optional(),
  port: z.int().min(0).max(65_535).optional(),
});

/** The whole of Sonde's own file; a VTServer door that it does not name is not opened. */
export const SONDE_FILE = z.object({ http: HTTP_KEYS.optional(), vtServer: VT_KEYS.optional() });

export type HttpConfig = z.output<typeof HTTP_KEYS>;

/** VTServer's file is the part itself. */
export const ORIGINAL_FILE = VT_KEYS;

/** How the VTServer door is to be opened. */
export type VtConfig = Omit<z.output<typeof VT_KEYS>, 'cacheformat' | 'logfile' | 'cachefolder' | 'lame'> & {
  /** Absolute; null: to stderr. */
  readonly logfile: string | null;
  /** Absolute. */
  readonly cachefolder: string;
  readonly cacheformat: OutputFormat['format'];
  /** What was read but will not be done, for the log. */
  readonly warnings: readonly string[];
};

/** Which file the keys come from: VTServer's has VTServer's places where it says none. */
export type ConfigOrigin = 'original' | 'sonde';

const ORIGINAL_PLACES = { logfile: '/var/log/vt_server.log', cachefolder: '/var/cache/vt_server' };

/** @param folder where relative paths of the file start */
export function completeVtConfig(keys: z.output<typeof VT_KEYS>, origin: ConfigOrigin, folder: string): VtConfig {
  const { lame: _, ...rest } = keys;
  const places = origin === 'original' ? ORIGINAL_PLACES : { logfile: null, cachefolder: ownCacheFolder() };
  const logfile = keys.logfile === undefined ? places.logfile : keys.logfile;
  const warnings: string[] = [];
  const wanted = keys.cacheformat.toLowerCase();
  const cacheformat = SOUND_FORMATS.find((format) => format === wanted) ?? 'flac';
  if (cacheformat !== wanted) {
    warnings.push(`cacheformat: "${keys.cacheformat}" cannot be written; results are written as flac.`);
  }
  return {
    ...rest,
    cacheformat,
    logfile: logfile === null ? null : resolve(folder, logfile),
    cachefolder: resolve(folder, keys.cachefolder ?? places.cachefolder),
    roots: keys.roots.map((root) => resolve(folder, root)),
    warnings,
  };
}

/** Everything at its default, for `--vt` without a file. */
export function defaultVtConfig(folder: string): VtConfig {
  const { warnings: _, ...config } = completeVtConfig(VT_KEYS.parse({}), 'sonde', folder);
  return { ...config, warnings: [] };
}

function ownCacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'sonde', 'vt');
}
