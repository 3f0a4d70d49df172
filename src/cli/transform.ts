import type { Command } from 'commander';
import type { Issue } from '../core/base/errors.ts';
import { formatOfName } from '../core/codecs/registry.ts';
import { MODULES } from '../core/modules/registry.ts';
import { invalidQuery, parseQuery } from '../core/query/parse.ts';
import { cacheOption } from './cache.ts';
import { runJob } from './job.ts';
import { moduleHelp } from './module-help.ts';
import { readNamedStep, readStepArgument, type StepArgument } from './step-argument.ts';
import type { Terminal } from './terminal.ts';

interface TransformFlags {
  readonly output: string;
  readonly encoding?: string;
  readonly bitrate?: string;
  readonly quality?: string;
  readonly precision?: string;
  readonly revision?: string;
  readonly force?: boolean;
  readonly cache?: string;
  readonly json?: boolean;
}

const EXAMPLE = `

Changes are parameter=value, separated by commas; steps are applied in the order in which they are written.
The shell reads * and ~ too: put changes in quotes.

Example:
  sonde transform in.wav --world 'f0=*2,vtl=-3.8st,duration=~1.5s' -o out.wav
`;

export function addTransformCommand(program: Command, terminal: Terminal): void {
  const steps: StepArgument[] = [];
  const command = program
    .command('transform <input>')
    .description('change one sound, and write the result with its recipe inside')
    .requiredOption('-o, --output <file>', 'file to write: .wav, .aiff, .flac, .mp3, .ogg or .raw')
    .option('--step <module:changes>', 'the same for any module, by name', (text) => {
      steps.push(readNamedStep(text, MODULES));
    });
  for (const { name, label } of MODULES.values()) {
    command.option(`--${name} <changes>`, `a step of ${label}`, (text) => {
      steps.push(readStepArgument(`--${name}`, name, text, MODULES));
    });
  }
  command
    .option('--encoding <format>', 'samples of the output: s16 (default), s24, s32, f32 or f64')
    .option('--bitrate <kb/s>', 'of an MP3: 8 to 320 (default 160)')
    .option('--quality <number>', 'of an Ogg Vorbis file: -1 to 10 (default 4)')
    .option('--precision <rule>', 'between steps: float (default), or pcm16 as VTServer did')
    .option('--revision <year>', 'of WORLD: 2025 (default), or 2021 to reproduce older stimuli')
    .option('-f, --force', 'overwrite the output if it exists; the input never is')
    .addOption(cacheOption())
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', moduleHelp(MODULES) + EXAMPLE)
    .action((input: string, flags: TransformFlags) => transform(input, steps, flags, terminal));
}

async function transform(
  input: string,
  steps: readonly StepArgument[],
  flags: TransformFlags,
  terminal: Terminal,
): Promise<void> {
  const { encoding, bitrate, quality, precision, revision } = flags;
  const output = { format: formatOfName(flags.output), encoding, bitrate, quality };
  const request = {
    file: input,
    stack: steps.map(({ step }) => step),
    ...(precision === undefined ? {} : { precision }),
    ...(revision === undefined ? {} : { revision }),
    output: Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined)),
  };
  const parsed = parseQuery(request, MODULES);
  const issues = steps.flatMap((step) => step.issues);
  if (!parsed.ok) issues.push(...parsed.error.issues.map((issue) => onCommandLine(issue, steps)));
  if (!parsed.ok || issues.length > 0) throw invalidQuery(issues);
  const { query, warnings } = parsed.value;
  const { force, cache } = flags;
  const job = { query, warnings, folder: '.', output: flags.output, overwrite: force ?? false, cache };
  await runJob(job, flags.json ?? false, terminal);
}

/** An issue's path in the request as what was typed: `stack[0].f0` is `--world f0`. */
function onCommandLine(issue: Issue, steps: readonly StepArgument[]): Issue {
  const [, index, , key = ''] = /^stack\[(\d+)\](\.(.*))?$/.exec(issue.path) ?? [];
  if (index !== undefined) return { ...issue, path: `${steps[Number(index)]?.option ?? ''} ${key}`.trim() };
  const options: Readonly<Record<string, string>> = {
    file: '<input>',
    precision: '--precision',
    revision: '--revision',
    'output.encoding': '--encoding',
    'output.bitrate': '--bitrate',
    'output.quality': '--quality',
  };
  return { ...issue, path: options[issue.path] ?? issue.path };
}
