import type { Command } from 'commander';
import { atBench } from './bench.ts';
import { readQueryFile } from './query-file.ts';
import type { Terminal } from './terminal.ts';

const EXAMPLE = `
Equal meaning gives an equal signature: the order of keys, "1" or "1.0", and spelt-out defaults change nothing; the
content of the sounds does, their names do not.

Example:
  sonde hash query.json
`;

export function addHashCommand(program: Command, terminal: Terminal): void {
  program
    .command('hash <query>')
    .description('print the signature of a query, a JSON file or "-" for stdin')
    .option('--json', 'print {"signature", "warnings"} as one JSON object')
    .addHelpText('after', EXAMPLE)
    .action(async (path: string, { json }: { readonly json?: boolean }) => {
      const { query, warnings, folder } = await readQueryFile(path);
      const { signature } = await atBench(folder, undefined, ({ plan }) => plan(query));
      terminal.out.write(json ? `${JSON.stringify({ signature, warnings })}\n` : `${signature}\n`);
    });
}
