import type { Command } from 'commander';
import { cacheOption } from './cache.ts';
import { runJob } from './job.ts';
import { readQueryFile } from './query-file.ts';
import type { Terminal } from './terminal.ts';

interface RunFlags {
  readonly output?: string;
  readonly force?: boolean;
  readonly cache?: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Names of sounds in the query are relative to the query file's folder. Without -o the result is computed and reported,
and nothing is written.

Example:
  sonde run query.json -o out.wav
  echo '{"file": "in.wav", "stack": [{"module": "world", "f0": "*2"}]}' | sonde run - -o out.wav
`;

export function addRunCommand(program: Command, terminal: Terminal): void {
  program
    .command('run <query>')
    .description('run a query, a JSON file or "-" for stdin')
    .option('-o, --output <file>', 'file to write: .wav, .aiff, .flac, .mp3, .ogg or .raw')
    .option('-f, --force', 'overwrite the output if it exists; a source never is')
    .addOption(cacheOption())
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', EXAMPLE)
    .action(async (path: string, { output, force, cache, json }: RunFlags) => {
      const file = await readQueryFile(path);
      await runJob({ ...file, output, overwrite: force ?? false, cache }, json ?? false, terminal);
    });
}
