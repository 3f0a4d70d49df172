import { strToU8 } from 'fflate';
import { canonicalJson } from '../base/canonical-json.ts';
import { AppError } from '../base/errors.ts';
import { MOST_ZIP_BYTES, MOST_ZIP_ENTRIES } from '../base/zip-writer.ts';
import { CODECS } from '../codecs/registry.ts';
import { ENGINE } from '../engine/version.ts';
import type { Registry } from '../modules/module.ts';
import { formatChecklist, vocoderChecklist } from '../provenance/checklist.ts';
import { describeMethods, formatMethods, methodsBibtex } from '../provenance/methods.ts';
import { requestOf } from '../query/print.ts';
import type { JsonValue } from '../query/query.ts';
import { canonicalManifest, type SetManifest } from './manifest.ts';
import { type DescribeSource, engineRecord, type RowsRecord, SourceRecords } from './record.ts';
import { decibels, type RowResult } from './run-set.ts';
import { SetArchive } from './set-archive.ts';
import { setLevelOf, setReadme, sourcePath } from './set-readme.ts';
import { formatCsv } from './table.ts';

/** A piece of an archive; a set too large for one zip goes into several, each complete with its manifest. */
export interface ArchivePiece {
  /** Counted from 0. */
  readonly part: number;
  readonly bytes: Uint8Array;
}

/** What an export says of itself besides its rows. */
export interface ExportFacts {
  readonly registry: Registry;
  /** Sonde's release. */
  readonly version: string;
  /** Digest of the kernels. */
  readonly wasm: string;
  /** All rows of the set, before any of them is made. */
  readonly rows: RowsRecord;
  /** Its samples, by content id and the name that recipes have for it; asked for once. */
  readonly describeSource: DescribeSource;
  /** The file of a source and its content id, by the name that recipes have for it; asked for where the manifest includes sources. */
  readonly readSource: (name: string) => Promise<SourceNow>;
  /** For tests; bytes and entries of one archive. */
  readonly limits?: { readonly bytes: number; readonly entries: number };
}

/** A file as it is when it is read, which may be later than rows were made from it. */
export interface SourceNow {
  readonly bytes: Uint8Array;
  readonly id?: string;
}

/**
 * A set as a zip: sounds with their recipe inside, a sidecar each, manifest, table, methods, SHA256SUMS. The same set
 * gives the same bytes: order and time stamps are fixed, and nothing says when or where it was made but what the manifest
 * itself does.
 * @throws AppError source-not-found for a source to include that was changed since its row was made
 * @param results every row, in order; a failed one is told in the table and has no sound
 */
export async function* exportSet(
  manifest: SetManifest,
  results: AsyncIterable<RowResult>,
  facts: ExportFacts,
): AsyncGenerator<ArchivePiece, void, void> {
  const { registry, readSource, limits = { bytes: MOST_ZIP_BYTES, entries: MOST_ZIP_ENTRIES } } = facts;
  const records = new SourceRecords(facts.describeSource);
  let part = 0;
  let archive = new SetArchive(manifest.name);
  let told: ToldRow[] = [];
  const pieces = (): ArchivePiece[] => archive.take().map((bytes) => ({ part, bytes }));
  for await (const result of results) {
    let sources = await readSources(manifest, result, readSource, archive);
    const needed = (result.kind === 'rendered' ? sizeOf(result.file) : 0) + sizeOf(sources.map(({ bytes }) => bytes));
    const entries = archive.entries + 2 + sources.length;
    if (told.length > 0 && (archive.bytes + needed > limits.bytes || entries > limits.entries)) {
      closeWith(archive, manifest, told, facts, records);
      yield* pieces();
      part += 1;
      archive = new SetArchive(manifest.name);
      told = [];
      sources = await readSources(manifest, result, readSource, archive);
    }
    for (const { path, bytes } of sources) archive.add(path, [bytes], 'sound');
    if (result.kind === 'rendered') await records.add(result.facts.sources);
    // Its bytes are in the archive; the table needs the rest only.
    if (result.kind === 'failed') told.push(result);
    else told.push({ ...result, file: [], sha256: addSound(archive, manifest, result, registry) });
    yield* pieces();
  }
  closeWith(archive, manifest, told, facts, records);
  yield* pieces();
}

/** What the table has of a row. */
type ToldRow = Extract<RowResult, { kind: 'failed' }> | (Rendered & { readonly sha256: string });

interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Files of a row's sources that an archive has not yet. */
async function readSources(
  manifest: SetManifest,
  result: RowResult,
  read: ExportFacts['readSource'],
  archive: SetArchive,
): Promise<SourceFile[]> {
  if (manifest.sourceFiles === 'named' || result.kind === 'failed') return [];
  const files = new Map<string, SourceFile>();
  for (const source of result.facts.sources) {
    const path = sourcePath(source);
    if (archive.has(path) || files.has(path)) continue;
    const { bytes, id = source.id } = await read(source.name);
    if (id !== source.id) throw changed(source.name);
    files.set(path, { path, bytes });
  }
  return [...files.values()];
}

function changed(name: string): AppError {
  const text = `The source "${name}" was changed while the set was made from it. Make the set again.`;
  return new AppError('source-not-found', text, { details: { source: name } });
}

type Rendered = Extract<RowResult, { kind: 'rendered' }>;

function addSound(
  archive: SetArchive,
  manifest: SetManifest,
  { row, facts, file }: Rendered,
  registry: Registry,
): string {
  const path = soundPath(manifest, row.name);
  const sha = archive.add(path, file, 'sound');
  const { notes, sources, gain: _gain, rms: _rms, cached: _, ...sound } = facts;
  const sidecar = {
    file: path,
    row: row.index + 1,
    values: row.values,
    query: requestOf(row.query, registry),
    signature: row.signature,
    engine: ENGINE,
    sources: sources.map(({ id }) => id),
    ...sound,
    ...(row.setLevel ? { setLevel: row.setLevel } : {}),
    notes,
    output: manifest.output,
    sha256: sha,
  };
  archive.add(`sounds/${row.name}.json`, [jsonBytes(sidecar)], 'text');
  return sha;
}

function soundPath({ output }: SetManifest, name: string): string {
  return `sounds/${name}.${CODECS[output.format].extensions[0]}`;
}

function closeWith(
  archive: SetArchive,
  manifest: SetManifest,
  results: readonly ToldRow[],
  { registry, version, wasm, rows }: ExportFacts,
  records: SourceRecords,
): void {
  const text = (path: string, content: string) => archive.add(path, [strToU8(content)], 'text');
  const { engine: _engine, sources: _sources, rows: _rows, created, ...asked } = canonicalManifest(manifest);
  const made = { engine: engineRecord(ENGINE, wasm, registry), sources: records.list(), rows };
  archive.add('manifest.json', [jsonBytes({ ...asked, ...made, ...(created ? { created } : {}) })], 'text');
  archive.add(`recipes/${manifest.name}.json`, [jsonBytes(manifest.recipe)], 'text');
  text('table.csv', tableOf(manifest, results));
  const first = results[0];
  if (first !== undefined) {
    const { query, signature } = first.row;
    const methodsFacts = { version, signature, sources: [] };
    const methods = describeMethods(query, methodsFacts);
    text('methods.md', `${formatMethods(methods, 'markdown')}\n${levelLine(results)}${factorLines(manifest)}`);
    text('references.bib', methodsBibtex(methods));
    const checklist = vocoderChecklist(query, methodsFacts);
    if (checklist !== undefined) text('checklist.md', formatChecklist(checklist));
  }
  text('README.txt', setReadme(manifest, results, version));
  archive.close();
}

function tableOf(manifest: SetManifest, results: readonly ToldRow[]): string {
  const names = manifest.factors.map(({ name }) => name);
  const header = ['file', ...names, 'duration_s', 'sample_rate_hz', 'channels', 'peak_dbfs', 'rms_dbfs'];
  const rows = results.map((result): JsonValue[] => {
    const { values, name, signature, setGainDb = 0, setLevel } = result.row;
    const factors = names.map((factor) => values[factor] ?? null);
    if (result.kind === 'failed')
      return ['', ...factors, null, null, null, null, null, null, null, '', signature, '', result.error.message];
    const { duration, sampleRate, channels, peakDbfs, rmsDbfs, snrDb, gain, notes } = result.facts;
    const file = soundPath(manifest, name);
    const gainDb = (decibels(gain) ?? 0) + setGainDb + (setLevel?.gain ?? 0);
    const level = [rounded(peakDbfs), rounded(rmsDbfs), rounded(snrDb), rounded(gainDb)];
    return [file, ...factors, duration, sampleRate, channels, ...level, notes.join('; '), signature, result.sha256, ''];
  });
  return formatCsv([...header, 'snr_db', 'gain_db', 'notes', 'signature', 'sha256', 'error'], rows);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(2));
}

/** What the level of the last step is, which the paragraph of the first stimulus does not say. */
function levelLine(results: readonly ToldRow[]): string {
  const level = setLevelOf(results);
  if (level === undefined) return '';
  return `All stimuli were set to one level, ${level.toFixed(2)} dB RMS re full scale, before clipping control: the arithmetic mean over the set of the levels in dB, each of all samples of all channels, target and masker together.\n\n`;
}

function factorLines({ factors }: SetManifest): string {
  if (factors.length === 0) return '';
  const lines = factors.map(({ name, path, values }) => `| ${name} | ${path} | \`${canonicalJson(values)}\` |`);
  return `Over the set these vary; the paragraph tells its first stimulus.\n\n| Factor | Field | Values |\n|---|---|---|\n${lines.join('\n')}\n`;
}

function jsonBytes(value: unknown): Uint8Array {
  return strToU8(`${JSON.stringify(value, undefined, 2)}\n`);
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((total, { length }) => total + length, 0);
}
