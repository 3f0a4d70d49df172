import type { SetManifest } from './manifest.ts';
import type { RowResult } from './run-set.ts';

/** A sound that rows were made from. */
interface SetSource {
  /** As recipes name it. */
  readonly name: string;
  /** Content id. */
  readonly id: string;
}

/** The sounds that rows were made from, each once by each of its names, in the order in which rows use them. */
function sourcesOf(results: readonly RowResult[]): SetSource[] {
  const sources = new Map<string, SetSource>();
  for (const result of results) {
    if (result.kind === 'failed') continue;
    for (const { name, id } of result.facts.sources) sources.set(`${id} ${name}`, { name, id });
  }
  return [...sources.values()];
}

/** Where a source is in the archive. A name is what its sound is called, not what it is, so ids name files. */
export function sourcePath({ name, id }: SetSource): string {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1];
  return `sources/${id}${extension === undefined ? '' : `.${extension.toLowerCase()}`}`;
}

/** What an archive is, how it is made again, what it was made from. */
export function setReadme(manifest: SetManifest, results: readonly RowResult[], version: string): string {
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
    ...levelLines(results),
    'manifest.json alone is enough to make the set again:',
    '    sonde set manifest.json -o again.zip',
    'table.csv has one line for each stimulus. Every sound carries its recipe, and a sidecar beside it.',
    'To check that nothing was changed since:',
    '    sha256sum -c SHA256SUMS',
    '',
    'What to write and to cite is in methods.md and references.bib.',
    ...sourceLines(manifest, sourcesOf(results)),
  ];
  return `${lines.join('\n')}\n`;
}

/** dB; undefined where rows have the levels of their recipes. */
export function setLevelOf(results: readonly Pick<RowResult, 'row'>[]): number | undefined {
  return results.find(({ row }) => row.setLevel !== undefined)?.row.setLevel?.rms;
}

function levelLines(results: readonly RowResult[]): string[] {
  const level = setLevelOf(results);
  if (level === undefined) return [];
  const mean = `Every sound was brought to the mean level of the set, ${level.toFixed(2)} dB RMS re full scale, before clipping control:`;
  return [
    mean,
    'the mean over sounds of their levels in dB. Silence was left as it is. gain_db in table.csv is what that took,',
    'clipping control with it.',
    '',
  ];
}

function sourceLines({ sourceFiles: which }: SetManifest, sources: readonly SetSource[]): string[] {
  if (sources.length === 0) return [];
  const head =
    which === 'included'
      ? 'The sounds that it was made from; to make it again, put them beside manifest.json under these names:'
      : 'The sounds that it was made from, by content id; they are not in here:';
  const line = (source: SetSource) => `    ${which === 'included' ? sourcePath(source) : source.id}  ${source.name}`;
  return ['', head, ...sources.map(line)];
}
