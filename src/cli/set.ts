import { dirname, extname } from 'node:path';
import type { Command } from 'commander';
import { createNodeHost } from '../agent/host/engine-host.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { checkDestination, writeFileAtomically } from '../agent/host/write-file.ts';
import { FilesystemCache } from '../agent/storage/filesystem-cache.ts';
import { AppError } from '../core/base/errors.ts';
import { createEngine } from '../core/engine/create-engine.ts';
import { MODULES } from '../core/modules/registry.ts';
import { expandSet } from '../core/sets/expand.ts';
import { type ArchivePiece, exportSet } from '../core/sets/export-set.ts';
import { parseManifest, type SetManifest } from '../core/sets/manifest.ts';
import { rowsRecord } from '../core/sets/record.ts';
import { type NamedRow, nameRows, type RowResult, renderRow, renderRows } from '../core/sets/run-set.ts';
import { settleRows } from '../core/sets/settle-rows.ts';
import { cacheOption } from './cache.ts';
import { readJsonText } from './query-file.ts';
import { describeWith, kernelsDigest, rowChanges } from './set-record.ts';
import type { Terminal } from './terminal.ts';
import { working } from './working.ts';

const MOST_BYTES = 1 << 24;
const CACHE_QUOTA = 10e9;

const EXAMPLE = `
A manifest is a recipe and the factors that vary it; names of sounds start in its folder. The same manifest gives the same
archive, byte for byte. With --cache a second run computes only what has changed.

Example:
  sonde set manifest.json                     # how many sounds, and what they will be called
  sonde set manifest.json -o set.zip --cache results
`;

interface SetFlags {
  readonly output?: string;
  readonly force?: boolean;
  readonly cache?: string;
  readonly json?: boolean;
}

export function addSetCommand(program: Command, terminal: Terminal): void {
  program
    .command('set <manifest>')
    .description('render a stimulus set to a zip with sounds, table, methods and checksums')
    .option('-o, --output <file>', 'archive to write, .zip; without it the rows are listed and nothing is computed')
    .option('-f, --force', 'overwrite the archive if it exists')
    .addOption(cacheOption())
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', EXAMPLE)
    .action((path: string, flags: SetFlags) => makeSet(path, flags, terminal));
}

async function makeSet(path: string, flags: SetFlags, terminal: Terminal): Promise<void> {
  const { output, force = false, json = false } = flags;
  if (output !== undefined) await checkOutput(output, force);
  const manifest = await readManifest(path);
  const { version, wasmPath } = findInstallation();
  const kernels = await readKernels(wasmPath);
  const clock = { now: () => Date.now() };
  const sourcePaths = new Map<string, string>();
  const kept = { clock, quota: CACHE_QUOTA, sourcePaths };
  const cache = flags.cache === undefined ? undefined : await FilesystemCache.open(flags.cache, kept);
  const host = createNodeHost(kernels, { folder: path === '-' ? '.' : dirname(path), cache, sourcePaths });
  const engine = createEngine(host, MODULES);
  await working(terminal, async (signal, show) => {
    const rows = await nameRows(manifest, expandSet(manifest, MODULES, kernels.vocoder), engine, { signal });
    const changes = await rowChanges(manifest, rows, host, signal);
    if (output === undefined) return report(terminal, json, { rows, changes });
    const renderer = { engine, registry: MODULES, kernels, tools: host };
    const alone = (row: NamedRow): Promise<RowResult> => {
      show({ fraction: row.index / rows.length, label: `level ${row.index + 1} of ${rows.length}: ${row.name}` });
      return renderRow(row, manifest, renderer, { signal, encode: false });
    };
    const measure = (some: readonly NamedRow[]) => renderRows(some, alone, 1);
    const settled = await settleRows(manifest, rows, measure, renderer);
    const counts = { rendered: 0, cached: 0, failed: [] as string[] };
    const render = async (row: NamedRow): Promise<RowResult> => {
      show({ fraction: row.index / rows.length, label: `${row.index + 1} of ${rows.length}: ${row.name}` });
      const result = await renderRow(row, manifest, renderer, { signal });
      if (result.kind === 'failed') counts.failed.push(`row ${row.index + 1}, ${row.name}: ${result.error.message}`);
      else {
        counts.rendered += 1;
        if (result.facts.cached) counts.cached += 1;
      }
      return result;
    };
    const readSource = (name: string) => host.resolve(name, signal);
    const describeSource = describeWith(host, signal);
    const record = { wasm: await kernelsDigest(), rows: rowsRecord(rows), describeSource };
    const facts = { registry: MODULES, version, readSource, ...record };
    const pieces = exportSet(manifest, renderRows(settled, render, 1), facts);
    const files = await writeParts(output, pieces, force, signal);
    const level = settled.find(({ setLevel }) => setLevel)?.setLevel?.rms;
    report(terminal, json, { rows, changes, files, level, ...counts });
    if (counts.failed.length > 0) process.exitCode = 1;
  });
}

async function readManifest(path: string): Promise<SetManifest> {
  const text = await readJsonText(path, MOST_BYTES);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('set-invalid', `${path} is not JSON: ${AppError.from(cause).message}`, { cause });
  }
  return parseManifest(json);
}

async function checkOutput(output: string, overwrite: boolean): Promise<void> {
  if (extname(output).toLowerCase() !== '.zip') {
    throw new AppError('argument-invalid', `Cannot write ${output}: a set is a zip, so name it .zip.`);
  }
  await checkDestination(output, overwrite);
}

/** One file for each part: `set.zip`, and `set-2.zip` and on where one zip cannot hold it. */
async function writeParts(
  output: string,
  pieces: AsyncGenerator<ArchivePiece, void, void>,
  overwrite: boolean,
  signal: AbortSignal,
): Promise<string[]> {
  const files: string[] = [];
  let next = await pieces.next();
  while (!next.done) {
    const { part } = next.value;
    const file = part === 0 ? output : `${output.slice(0, -4)}-${part + 1}.zip`;
    async function* ofPart(): AsyncGenerator<Uint8Array, void, void> {
      while (!next.done && next.value.part === part) {
        yield next.value.bytes;
        next = await pieces.next();
      }
    }
    await writeFileAtomically(file, ofPart(), { overwrite, signal });
    files.push(file);
  }
  return files;
}

interface Outcome {
  readonly rows: readonly NamedRow[];
  /** Since the manifest was written; undefined where it does not say of which rows. */
  readonly changes: readonly string[] | undefined;
  readonly files?: readonly string[];
  /** dB re an RMS of 1 that all rows were brought to; undefined where they have their recipes' own. */
  readonly level?: number | undefined;
  readonly rendered?: number;
  readonly cached?: number;
  readonly failed?: readonly string[];
}

function report(terminal: Terminal, json: boolean, outcome: Outcome): void {
  const { rows, changes, files, level, rendered, cached, failed = [] } = outcome;
  if (json) {
    const listed = rows.map(({ name, signature, values }) => ({ name, signature, values }));
    const done = files === undefined ? {} : { files, level, rendered, cached, failed };
    terminal.out.write(`${JSON.stringify({ rows: listed, ...(changes ? { changes } : {}), ...done })}\n`);
    return;
  }
  if (files === undefined) {
    const lines = rows.map(({ name, signature }) => `${signature.slice(0, 12)}  ${name}`);
    const total = `${rows.length} sounds; nothing is written without -o`;
    terminal.out.write(`${[...lines, ...changeLines(changes), total].join('\n')}\n`);
    return;
  }
  const lines = [files.join(', '), `  rendered   ${rendered} of ${rows.length}, ${cached} from the cache`];
  const meant = 'the mean of the set, before clipping control; silence is left as it is';
  if (level !== undefined) lines.push(`  level      ${level.toFixed(2)} dB RMS, ${meant}`);
  const problems = failed.map((line) => `  failed     ${line}`);
  terminal.out.write(`${[...lines, ...changeLines(changes), ...problems].join('\n')}\n`);
}

function changeLines(changes: Outcome['changes']): string[] {
  if (changes === undefined) return [];
  if (changes.length === 0) return ['  manifest   the same rows as when it was written'];
  return changes.map((change) => `  manifest   other rows than when it was written: ${change}`);
}
