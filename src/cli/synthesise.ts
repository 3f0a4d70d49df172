import type { Command } from 'commander';
import { CODEC_LIBRARIES } from '../agent/host/codec-libraries.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { readFileBytes } from '../agent/host/read-file.ts';
import { isSameFile } from '../agent/host/write-file.ts';
import { AppError } from '../core/base/errors.ts';
import { CODECS, formatOfName, WRITABLE } from '../core/codecs/registry.ts';
import { readF0Csv } from '../core/features/f0-csv.ts';
import { type Features, readFeatures } from '../core/features/feature-file.ts';
import type { Kernels, WorldAnalysis } from '../core/kernels/kernels.ts';
import { ENCODINGS } from '../core/query/parse-fields.ts';
import { makeFile, type Runner } from './features-job.ts';
import type { Terminal } from './terminal.ts';
import { asNumber } from './world-flags.ts';

interface SynthesiseFlags {
  readonly output: string;
  readonly f0?: string;
  readonly fs?: string;
  readonly framePeriod?: string;
  readonly encoding?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

type Encoding = (typeof ENCODINGS)[number];

const EXAMPLE = `
The archive needs f0, and sp and ap (or coded_sp, coded_ap and fft_size); fs and frame_period where they are not given here.
The sound has int(frames * period * fs) samples, its level is what the features say; only where whole numbers could
not hold it is it turned down.

Example, after features were changed in Python:
  sonde synthesise features.npz -o out.wav --encoding f32
`;

export function addSynthesiseCommand(program: Command, terminal: Terminal): void {
  program
    .command('synthesise <features>')
    .alias('synthesize')
    .description('make a sound of features in a NumPy archive (.npz)')
    .requiredOption('-o, --output <file>', `file to write: ${WRITABLE}`)
    .option('--f0 <table>', 'f0 from this table (.csv) instead of the archive')
    .option('--fs <hertz>', 'sampling rate, where the archive has no fs, or another')
    .option('--frame-period <ms>', 'between frames, where the archive does not say, or another')
    .option('--encoding <format>', 'samples of the output: s16 (default), s24, s32, f32 or f64')
    .option('-f, --force', 'overwrite the output if it exists; the features never are')
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: SynthesiseFlags) => synthesise(input, flags, terminal));
}

async function synthesise(input: string, flags: SynthesiseFlags, terminal: Terminal): Promise<void> {
  const encoding = encodingOf(flags.encoding ?? 's16');
  const format = formatOfName(flags.output);
  if (format === undefined) {
    throw new AppError('audio-unsupported', `Cannot write ${flags.output}: only ${WRITABLE} can be written.`);
  }
  const given = {
    sampleRate: positive(flags.fs, '--fs'),
    framePeriodMs: positive(flags.framePeriod, '--frame-period'),
  };
  const file = { path: flags.output, overwrite: flags.force ?? false };
  const report = await makeFile(file, terminal, async (run, signal) => {
    for (const source of [input, flags.f0 ?? input]) {
      if (!(await isSameFile(source, flags.output))) continue;
      throw new AppError('file-exists', `Cannot write ${flags.output}: the sound is made of it.`);
    }
    const kernels = await readKernels(findInstallation().wasmPath);
    const read = readFeatures(await readFileBytes(input, { signal }), given);
    const f0 = flags.f0 === undefined ? read.f0 : await readTable(flags.f0, read, signal);
    const { y, gain } = await render(kernels, { ...read, f0 }, encoding, run);
    const clip = { sampleRate: read.sampleRate, channels: [y] };
    const pieces = await CODECS[format].encode(clip, { encoding }, { kernels, libraries: CODEC_LIBRARIES });
    return { pieces, report: { frames: y.length, sampleRate: read.sampleRate, gain } };
  });
  const seconds = (report.frames / report.sampleRate).toFixed(3);
  const reduced = (-20 * Math.log10(report.gain)).toFixed(1);
  const note = report.gain === 1 ? '' : `  note       reduced ${reduced} dB to prevent clipping\n`;
  const text = `${flags.output}\n  sound      ${seconds} s, ${report.sampleRate} Hz, 1 channel\n${note}`;
  terminal.out.write(flags.json ? `${JSON.stringify({ path: flags.output, ...report })}\n` : text);
}

async function readTable(path: string, { f0, framePeriodMs }: Features, signal: AbortSignal): Promise<Float64Array> {
  const text = new TextDecoder().decode(await readFileBytes(path, { signal }));
  return readF0Csv(text, { frames: f0.length, framePeriodMs });
}

async function render({ world, features, level }: Kernels, read: Features, encoding: Encoding, run: Runner) {
  const analysis = 'coded' in read ? await decode(features, read, run) : read;
  const { f0, framePeriodMs, sampleRate } = analysis;
  const length = Math.trunc((f0.length * framePeriodMs * sampleRate) / 1000);
  const y = await run(world.synthesize(analysis, length), 'synthesising');
  if (encoding.startsWith('f')) return { y, gain: 1 };
  const { channels, gain } = level.preventClipping([y]);
  return { y: channels[0] ?? y, gain };
}

async function decode(
  features: Kernels['features'],
  read: Extract<Features, { readonly coded: unknown }>,
  run: Runner,
): Promise<WorldAnalysis> {
  const { coded, ...rest } = read;
  const { bands } = features.size(rest.sampleRate, rest.fftSize);
  if (coded.bands !== bands) {
    const message = `coded_ap has ${coded.bands} columns; at ${rest.sampleRate} Hz it has ${bands}`;
    throw new AppError('features-invalid', `Not features that can be read: ${message}.`);
  }
  return { ...rest, ...(await run(features.decode(coded, rest.sampleRate, rest.fftSize), 'decoding')) };
}

function encodingOf(text: string): Encoding {
  const encoding = ENCODINGS.find((each) => each === text);
  if (encoding !== undefined) return encoding;
  throw new AppError('argument-invalid', `--encoding: expected ${ENCODINGS.join(', ')}, got "${text}".`);
}

function positive(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const value = asNumber(text);
  if (typeof value === 'number' && value > 0) return value;
  throw new AppError('argument-invalid', `${flag}: expected a number above 0, got "${text}".`);
}
