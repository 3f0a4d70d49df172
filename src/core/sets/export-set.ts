import { sha256 } from '@noble/hashes/sha2.js';
import { strToU8 } from 'fflate';
import { canonicalJson } from '../base/canonical-json.ts';
import { MOST_ZIP_BYTES, MOST_ZIP_ENTRIES, ZipWriter } from '../base/zip-writer.ts';
import { CODECS } from '../codecs/registry.ts';
import { ENGINE } from '../engine/version.ts';
import type { Registry } from '../modules/module.ts';
import { formatChecklist, vocoderChecklist } from '../provenance/checklist.ts';
import { describeMethods, formatMethods, methodsBibtex } from '../provenance/methods.ts';
import { requestOf } from '../query/print.ts';
import type { JsonValue } from '../query/query.ts';
import type { SetManifest } from './manifest.ts';
import { decibels, type RowResult } from './run-set.ts';
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
  /** For tests; bytes and entries of one archive. */
  readonly limits?: { readonly bytes: number; readonly entries: number };
}

/**
 * A set as a zip: sounds with their recipe inside, a sidecar each, manifest, table, methods, SHA256SUMS. The same set
 * gives the same bytes: order and time stamps are fixed, and nothing says when or where it was made.
 * @param results every row, in order; a failed one is told in the table and has no sound
 */
export async function* exportSet(
  manifest: SetManifest,
  results: AsyncIterable<RowResult>,
  { registry, version, limits = { bytes: MOST_ZIP_BYTES, entries: MOST_ZIP_ENTRIES } }: ExportFacts,
): AsyncGenerator<ArchivePiece, void, void> {
  let part = 0;
  let archive = new Archive(manifest.name);
  let told: RowResult[] = [];
  const pieces = (): ArchivePiece[] => archive.take().map((bytes) => ({ part, bytes }));
  for await (const result of results) {
    const needed = result.kind === 'rendered' ? sizeOf(result.file) : 0;
    if (told.length > 0 && (archive.bytes + needed > limits.bytes || archive.entries + 2 > limits.entries)) {
      closeWith(archive, manifest, told, version);
      yield* pieces();
      part += 1;
      archive = new Archive(manifest.name);
      told = [];
    }
    if (result.kind === 'rendered') addSound(archive, manifest, result, registry);
    // Its bytes are in the archive; the table needs the rest only.
    told.push(result.kind === 'rendered' ? { ...result, file: [] } : result);
    yield* pieces();
  }
  closeWith(archive, manifest, told, version);
  yield* pieces();
}

/** A set's zip, with the digest of everything in it. */
class Archive {
  readonly #zip = new ZipWriter();
  readonly #root: string;
  readonly #sums: string[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  get bytes(): number {
    return this.#zip.bytes;
  }

  get entries(): number {
    return this.#zip.entries;
  }

  /** @returns SHA-256 in hexadecimal */
  add(path: string, content: readonly Uint8Array[], kind: 'text' | 'sound'): string {
    const member = this.#zip.begin(`${this.#root}/${path}`, kind === 'text' ? 9 : 0);
    const digest = sha256.create();
    for (const piece of content) {
      digest.update(piece);
      member.push(piece);
    }
    member.end();
    const sum = [...digest.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    this.#sums.push(`${sum}  ${path}\n`);
    return sum;
  }

  close(): void {
    this.add('SHA256SUMS', [strToU8(this.#sums.join(''))], 'text');
    this.#zip.end();
  }

  take(): Uint8Array[] {
    return this.#zip.take();
  }
}

type Rendered = Extract<RowResult, { kind: 'rendered' }>;

function addSound(archive: Archive, manifest: SetManifest, { row, facts, file }: Rendered, registry: Registry): void {
  const path = soundPath(manifest, row.name);
  const sha = archive.add(path, file, 'sound');
  const { notes, sources, cached: _, ...sound } = facts;
  const sidecar = {
    file: path,
    row: row.index + 1,
    values: row.values,
    query: requestOf(row.query, registry),
    signature: row.signature,
    engine: ENGINE,
    sources,
    ...sound,
    notes,
    output: manifest.output,
    sha256: sha,
  };
  archive.add(`sounds/${row.name}.json`, [jsonBytes(sidecar)], 'text');
}

function soundPath({ output }: SetManifest, name: string): string {
  return `sounds/${name}.${CODECS[output.format].extensions[0]}`;
}

function closeWith(archive: Archive, manifest: SetManifest, results: readonly RowResult[], version: string): void {
  const text = (path: string, content: string) => archive.add(path, [strToU8(content)], 'text');
  archive.add('manifest.json', [jsonBytes(manifest)], 'text');
  archive.add(`recipes/${manifest.name}.json`, [jsonBytes(manifest.recipe)], 'text');
  text('table.csv', tableOf(manifest, results));
  const first = results[0];
  if (first !== undefined) {
    const { query, signature } = first.row;
    const facts = { version, signature, sources: [] };
    const methods = describeMethods(query, facts);
    text('methods.md', `${formatMethods(methods, 'markdown')}\n${factorLines(manifest)}`);
    text('references.bib', methodsBibtex(methods));
    const checklist = vocoderChecklist(query, facts);
    if (checklist !== undefined) text('checklist.md', formatChecklist(checklist));
  }
  text('README.txt', readme(manifest, results, version));
  archive.close();
}

function tableOf(manifest: SetManifest, results: readonly RowResult[]): string {
  const names = manifest.factors.map(({ name }) => name);
  const header = ['file', ...names, 'duration_s', 'sample_rate_hz', 'channels', 'peak_dbfs', 'rms_dbfs', 'gain_db'];
  const rows = results.map((result): JsonValue[] => {
    const { values, name, signature, setGainDb = 0 } = result.row;
    const factors = names.map((factor) => values[factor] ?? null);
    if (result.kind === 'failed')
      return ['', ...factors, null, null, null, null, null, null, '', signature, result.error.message];
    const { duration, sampleRate, channels, peakDbfs, rmsDbfs, gain, notes } = result.facts;
    const file = soundPath(manifest, name);
    const gainDb = (decibels(gain) ?? 0) + setGainDb;
    const level = [rounded(peakDbfs), rounded(rmsDbfs), rounded(gainDb)];
    return [file, ...factors, duration, sampleRate, channels, ...level, notes.join('; '), signature, ''];
  });
  return formatCsv([...header, 'notes', 'signature', 'error'], rows);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(2));
}

function factorLines({ factors }: SetManifest): string {
  if (factors.length === 0) return '';
  const lines = factors.map(({ name, path, values }) => `| ${name} | ${path} | \`${canonicalJson(values)}\` |`);
  return `Over the set these vary; the paragraph tells its first stimulus.\n\n| Factor | Field | Values |\n|---|---|---|\n${lines.join('\n')}\n`;
}

function readme(manifest: SetManifest, results: readonly RowResult[], version: string): string {
  const { title, name, description, authors, licence } = manifest;
  const failed = results.filter(({ kind }) => kind === 'failed').length;
  const lines = [
    title === '' ? name : title,
    '',
    ...(description === '' ? [] : [description, '']),
    ...(authors.length === 0 ? [] : [`Authors: ${authors.join('; ')}`]),
    ...(licence === '' ? [] : [`Licence: ${licence}`]),
    `${results.length - failed} sounds made with Sonde ${version}${failed > 0 ? `; ${failed} rows failed, see table.csv` : ''}.`,
    '',
    'manifest.json alone is enough to make the set again:',
    '    sonde set manifest.json -o again.zip',
    'table.csv has one line for each stimulus. Every sound carries its recipe, and a sidecar beside it.',
    'To check that nothing was changed since:',
    '    sha256sum -c SHA256SUMS',
    '',
    'What to write and to cite is in methods.md and references.bib.',
  ];
  return `${lines.join('\n')}\n`;
}

function jsonBytes(value: unknown): Uint8Array {
  return strToU8(`${JSON.stringify(value, undefined, 2)}\n`);
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((total, { length }) => total + length, 0);
}
