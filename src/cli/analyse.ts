import { extname } from 'node:path';
import type { Command } from 'commander';
import { CODEC_LIBRARIES } from '../agent/host/codec-libraries.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { readFileBytes } from '../agent/host/read-file.ts';
import { isSameFile } from '../agent/host/write-file.ts';
import { AppError } from '../core/base/errors.ts';
import { decodeSound } from '../core/codecs/registry.ts';
import { f0Csv } from '../core/features/f0-csv.ts';
import { type Features, featurePieces } from '../core/features/feature-file.ts';
import type { Kernels, WorldAnalysisOptions } from '../core/kernels/kernels.ts';
import { analysisOptions } from '../core/modules/world-options.ts';
import { makeFile, type Runner } from './features-job.ts';
import type { Terminal } from './terminal.ts';
import { addWorldFlags, asNumber, readWorldFlags } from './world-flags.ts';

interface AnalyseFlags {
  readonly output: string;
  readonly channel?: string;
  readonly coded?: string;
  readonly compress?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

interface Target {
  readonly kind: '.npz' | '.csv';
  readonly coefficients: number | undefined;
  readonly compress: boolean;
}

const EXAMPLE = `
The archive has t (s), f0 (Hz, 0 = unvoiced), sp (power), ap (ratio), fs, frame_period (ms) and fft_size; with --coded,
coded_sp and coded_ap instead of sp and ap. The table has a line for each frame: time, f0, voiced.

Examples:
  sonde analyse in.wav -o features.npz
  sonde analyse in.wav --f0-method harvest --f0-floor 60 -o f0.csv
`;

export function addAnalyseCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('analyse <input>')
    .alias('analyze')
    .description(
      'take a voice apart, and write f0, envelope and aperiodicity for NumPy (.npz), or f0 as a table (.csv)',
    )
    .requiredOption('-o, --output <file>', 'file to write: .npz or .csv');
  addWorldFlags(command)
    .option('--channel <number>', 'which channel of the sound; default 1')
    .option('--coded <coefficients>', 'write the spectra coded, the envelope to so many numbers a frame')
    .option('--compress', 'pack the archive')
    .option('-f, --force', 'overwrite the output if it exists; the input never is')
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: AnalyseFlags) => analyse(input, flags, terminal));
}

async function analyse(input: string, flags: AnalyseFlags, terminal: Terminal): Promise<void> {
  const options = analysisOptions(readWorldFlags({ ...flags }));
  const target = targetOf(flags);
  const channel = wholeNumber(flags.channel ?? '1', '--channel');
  const file = { path: flags.output, overwrite: flags.force ?? false };
  const report = await makeFile(file, terminal, async (run, signal) => {
    if (await isSameFile(input, flags.output)) {
      throw new AppError('file-exists', `Cannot write ${flags.output}: it is the sound to analyse.`);
    }
    const kernels = await readKernels(findInstallation().wasmPath);
    const bytes = await readFileBytes(input, { signal });
    const { clip } = await decodeSound(bytes, input, { kernels, libraries: CODEC_LIBRARIES });
    const x = clip.channels[channel - 1];
    if (x === undefined) {
      throw new AppError('argument-invalid', `--channel: the sound has ${clip.channels.length}, not ${channel}.`);
    }
    return await compute(kernels, x, clip.sampleRate, options, target, run);
  });
  const { frames, voiced, sampleRate, framePeriodMs } = report;
  const line = `  frames     ${frames} of ${framePeriodMs} ms, ${voiced} voiced; ${sampleRate} Hz`;
  const facts = { path: flags.output, ...report };
  terminal.out.write(flags.json ? `${JSON.stringify(facts)}\n` : `${flags.output}\n${line}\n`);
}

async function compute(
  { world, features }: Kernels,
  x: Float64Array,
  sampleRate: number,
  options: WorldAnalysisOptions,
  { kind, coefficients, compress }: Target,
  run: Runner,
) {
  const framePeriodMs = options.framePeriodMs ?? 5;
  const reportOf = (f0: Float64Array) => {
    return { frames: f0.length, voiced: f0.filter((hz) => hz > 0).length, sampleRate, framePeriodMs };
  };
  if (kind === '.csv') {
    const f0 = await run(world.trackF0(x, sampleRate, options), 'looking for f0');
    return { pieces: [new TextEncoder().encode(f0Csv({ f0, framePeriodMs }))], report: reportOf(f0) };
  }
  const analysis = await run(world.analyze(x, sampleRate, options), 'analysing');
  let all: Features = analysis;
  if (coefficients !== undefined) {
    const { spectralEnvelope: _, aperiodicity: __, ...rest } = analysis;
    all = { ...rest, coded: await run(features.code(analysis, coefficients), 'coding') };
  }
  return { pieces: featurePieces(all, compress), report: reportOf(analysis.f0) };
}

/** @throws AppError argument-invalid */
function targetOf({ output, coded, compress = false }: AnalyseFlags): Target {
  const kind = extname(output).toLowerCase();
  if (kind !== '.npz' && kind !== '.csv') {
    throw new AppError('argument-invalid', `Cannot write ${output}: name it .npz, or .csv for f0 alone.`);
  }
  if (kind === '.csv' && (compress || coded !== undefined)) {
    throw new AppError('argument-invalid', '--coded and --compress are for archives (.npz); a table has f0 alone.');
  }
  return { kind, compress, coefficients: coded === undefined ? undefined : wholeNumber(coded, '--coded') };
}

function wholeNumber(text: string, flag: string): number {
  const value = asNumber(text);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new AppError('argument-invalid', `${flag}: expected a whole number from 1 on, got "${text}".`);
}
