import { basename } from 'node:path';
import type { Command } from 'commander';
import { findInstallation } from '../agent/host/installation.ts';
import { readFileBytes } from '../agent/host/read-file.ts';
import { AppError } from '../core/base/errors.ts';
import { hashBytes } from '../core/base/hash.ts';
import type { Progress } from '../core/engine/engine.ts';
import { ENGINE } from '../core/engine/version.ts';
import { MODULES } from '../core/modules/registry.ts';
import { digestSource, type LinkedSource, makeLink, withNames } from '../core/provenance/make-link.ts';
import { decodeLink, encodeLink, type StimulusLink } from '../core/provenance/stimulus-link.ts';
import {
  MAKING,
  type OfferedSource,
  type Verification,
  type Verifier,
  verifyLink,
} from '../core/provenance/verify-link.ts';
import { sourceNames } from '../core/query/source-names.ts';
import { atBench, type OpenedFile } from './bench.ts';
import { readQueryFile } from './query-file.ts';
import type { Terminal } from './terminal.ts';
import { working } from './working.ts';

const EXAMPLE = `
A link has the recipe and digests of the sources and of the result: no sound, and no name of a file unless you ask for
it. Whoever has the sources rebuilds the stimulus and learns whether it is the same.

Example:
  sonde link query.json > stimulus.txt
  sonde verify "$(cat stimulus.txt)" sentence.wav
`;

export function addLinkCommands(program: Command, terminal: Terminal): void {
  program
    .command('link <query>')
    .description('compute a query and print a link by which others can rebuild and compare its sound')
    .option('--names', "add the sources' file names, which may identify a person")
    .addHelpText('after', EXAMPLE)
    .action((path: string, { names = false }: { readonly names?: boolean }) =>
      working(terminal, async (signal, onProgress) => {
        const { link, nameOf } = await linkOf(path, signal, onProgress);
        terminal.out.write(`${encodeLink(names ? withNames(link, nameOf) : link)}\n`);
      }),
    );
  program
    .command('verify <link> [sources...]')
    .description('rebuild the sound of a link from these sources, and say whether it is identical')
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', EXAMPLE)
    .action((link: string, sources: string[], { json }: { readonly json?: boolean }) =>
      working(terminal, async (signal, onProgress) => {
        const decoded = decodeLink(link);
        const report = await verify(decoded, sources, signal, onProgress);
        const { made: _, ...rest } = report;
        const calls = decoded.sources.map(({ name }) => name);
        terminal.out.write(json ? `${JSON.stringify(rest)}\n` : `${linesOf(report, calls).join('\n')}\n`);
        if (report.verdict.kind !== 'identical') process.exitCode = 1;
      }),
    );
}

/** This engine, as links name it. */
async function thisEngine(): Promise<StimulusLink['engine']> {
  return { id: ENGINE, wasm: hashBytes(await readFileBytes(findInstallation().wasmPath)) };
}

/** A link without names, and the file name of a content id. */
interface MadeLink {
  readonly link: StimulusLink;
  readonly nameOf: (id: string) => string | undefined;
}

async function linkOf(path: string, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<MadeLink> {
  const { query: given, folder } = await readQueryFile(path);
  return atBench(folder, signal, async (bench) => {
    const making = (now: Progress): void => onProgress({ ...now, fraction: MAKING * now.fraction });
    const { sound: result, query } = await bench.make(given, { onProgress: making });
    const { kernels } = bench.host;
    const names = [...new Set(sourceNames(query))];
    const comparing = (index: number) => (fraction: number) => {
      const done = (index + fraction) / (names.length + 1);
      onProgress({ fraction: MAKING + (1 - MAKING) * done, label: 'comparing' });
    };
    const sources = new Map<string, LinkedSource>();
    for (const [index, name] of names.entries()) {
      const digest = async ({ sound, identify }: OpenedFile) =>
        bench.run(digestSource(await identify(), sound, kernels), comparing(index));
      sources.set(name, await bench.look(name, digest));
    }
    const slices = makeLink({ query, result, sources }, await thisEngine(), MODULES, kernels);
    const link = await bench.run(slices, comparing(names.length));
    onProgress({ fraction: 1, label: 'done' });
    const called = new Map([...sources].map(([name, { id }]) => [id, basename(name)]));
    return { link, nameOf: (id) => called.get(id) };
  });
}

async function verify(
  link: StimulusLink,
  paths: readonly string[],
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Verification> {
  return atBench('.', signal, async (bench) => {
    const offered: OfferedSource[] = [];
    for (const path of paths) {
      const id = await bench.identify(path);
      offered.push({ name: path, id, look: (work) => bench.look(path, ({ sound }) => work(sound)) });
    }
    const { make, run } = bench;
    const verifier: Verifier = {
      ...{ engineId: await thisEngine(), kernels: bench.host.kernels, registry: MODULES },
      ...{ make, run },
    };
    return verifyLink(link, offered, verifier, { signal, onProgress });
  });
}

/** @param calls what the link calls its sources, where it says so */
function linesOf(
  { verdict, sources, sameEngine, expected, rebuilt }: Verification,
  calls: readonly (string | undefined)[],
): string[] {
  const found = sources.map((source, index) => {
    const called = calls[index];
    const what =
      source.kind === 'missing'
        ? `not among the files given${called === undefined ? '' : `; the link calls it ${called}`}`
        : `${basename(source.name)}${source.kind === 'same-samples' ? ', another file with the same samples' : ''}`;
    return `  source ${index + 1}   ${what}`;
  });
  return [
    headline(verdict),
    ...found,
    `  engine     ${sameEngine ? 'the same' : 'another than the one that made the link'}`,
    `  expected   ${expected.frames} frames, ${expected.sampleRate} Hz, 16 bits: ${expected.pcm16.slice(0, 12)}`,
    ...(rebuilt
      ? [`  rebuilt    ${rebuilt.frames} frames, ${rebuilt.sampleRate} Hz, 16 bits: ${rebuilt.pcm16.slice(0, 12)}`]
      : []),
  ];
}

function headline(verdict: Verification['verdict']): string {
  switch (verdict.kind) {
    case 'identical':
      return verdict.samples === 'float' ? 'Identical: the same samples.' : 'Identical: the same 16-bit samples.';
    case 'source-differs':
      return `Source differs: source ${verdict.missing.join(', ')} of the link was not given, neither as the same file nor with the same samples.`;
    case 'engine-differs':
      return 'Engine differs: rebuilt by another engine, and the samples are not the same.';
    case 'differs':
      return 'Differs: the same engine and sources gave other samples. This is a defect of Sonde: report it.';
    case 'recipe-not-understood':
      return `Recipe not understood: ${AppError.from(verdict.error).message}`;
  }
}
