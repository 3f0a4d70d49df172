import type { Command } from 'commander';
import { DEFAULT_HOST, DEFAULT_PORT, startAgent } from '../agent/agent.ts';
import { AppError } from '../core/base/errors.ts';
import { createScope } from '../core/base/scope.ts';
import { onInterrupt } from './interrupt.ts';
import type { Terminal } from './terminal.ts';

interface AgentFlags {
  readonly port: string;
  readonly host: string;
  readonly json?: boolean;
}

export function addAgentCommand(program: Command, terminal: Terminal): void {
  program
    .command('agent')
    .description('serve the workbench to the browser of this computer, until interrupted')
    .option('--port <number>', 'port to listen on; 0 takes any free one', String(DEFAULT_PORT))
    .option('--host <address>', 'loopback address to listen on', DEFAULT_HOST)
    .option('--json', 'print {"url", "port"} as one JSON object once it listens')
    .addHelpText('after', '\nExample:\n  sonde agent --port 0\n')
    .action((flags: AgentFlags) => serve(flags, terminal));
}

async function serve(flags: AgentFlags, terminal: Terminal): Promise<void> {
  const port = readPort(flags.port);
  const scope = createScope();
  // Listened to before the agent starts, so that a signal during the start is not lost.
  const interrupted = new Promise<void>((resolve) => onInterrupt(scope, resolve));
  try {
    const log = (text: string): void => void terminal.err.write(`${text}\n`);
    const agent = await startAgent({ port, host: flags.host, log });
    scope.add(agent.close);
    const { url } = agent;
    terminal.out.write(flags.json ? `${JSON.stringify({ url, port: agent.port })}\n` : `Sonde is at ${url}\n`);
    await interrupted;
    if (!flags.json) terminal.err.write('Stopping.\n');
  } finally {
    await scope.close();
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  const issue = { path: '--port', code: 'value', expected: 'a whole number, 0 to 65535', got: `\`${text}\`` };
  throw new AppError('argument-invalid', `--port: expected ${issue.expected}, got ${issue.got}`, { issues: [issue] });
}
