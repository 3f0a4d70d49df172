import type { Command } from 'commander';
import { DEFAULT_HOST, DEFAULT_PORT, startAgent } from '../agent/agent.ts';
import { findConfig } from '../agent/vt/config-file.ts';
import { DEFAULT_VT_PORT, defaultVtConfig, type VtConfig } from '../agent/vt/vt-config.ts';
import { AppError } from '../core/base/errors.ts';
import { createScope } from '../core/base/scope.ts';
import { addInstallCommands } from './agent-install.ts';
import { onInterrupt } from './interrupt.ts';
import type { Terminal } from './terminal.ts';

interface AgentFlags {
  readonly port?: string;
  readonly host?: string;
  readonly vt?: boolean;
  readonly vtPort?: string;
  readonly config?: string;
  readonly json?: boolean;
}

export function addAgentCommand(program: Command, terminal: Terminal): void {
  const agent = program
    .command('agent')
    .description('serve the workbench to the browser of this computer, until interrupted')
    .option('--port <number>', `port to listen on; 0 takes any free one; ${DEFAULT_PORT} unless configured`)
    .option('--host <address>', `loopback address to listen on; ${DEFAULT_HOST} unless configured`)
    .option('--vt', `open the VTServer door, on port ${DEFAULT_VT_PORT} unless configured`)
    .option('--vt-port <number>', 'open the VTServer door on this port; 0 takes any free one')
    .option('--config <file>', 'read this configuration, and no other')
    .option('--json', 'print {"url", "port", "vt"} as one JSON object once it listens')
    .addHelpText('after', '\nExample:\n  sonde agent --port 0 --vt\n')
    .action((flags: AgentFlags) => serve(flags, terminal));
  addInstallCommands(agent, terminal);
}

async function serve(flags: AgentFlags, terminal: Terminal): Promise<void> {
  const told = flags.port === undefined ? undefined : readPort('--port', flags.port);
  const configured = await findConfig({ path: flags.config, folder: process.cwd() });
  const vt = readVt(flags, configured?.vt);
  const port = told ?? configured?.http?.port ?? DEFAULT_PORT;
  const host = flags.host ?? configured?.http?.host ?? DEFAULT_HOST;
  const scope = createScope();
  // Listened to before the agent starts, so that a signal during the start is not lost.
  const interrupted = new Promise<void>((resolve) => onInterrupt(scope, resolve));
  try {
    const log = (text: string): void => void terminal.err.write(`${text}\n`);
    const agent = await startAgent({ port, host, log, ...(vt ? { vt } : {}) });
    scope.add(agent.close);
    const { url } = agent;
    const door = agent.vt && `The VTServer door is ${agent.vt.host}:${agent.vt.port}\n`;
    const json = JSON.stringify({ url, port: agent.port, vt: agent.vt });
    terminal.out.write(flags.json ? `${json}\n` : `Sonde is at ${url}\n${door ?? ''}`);
    await interrupted;
    if (!flags.json) terminal.err.write('Stopping.\n');
  } finally {
    await scope.close();
  }
}

/** How the VTServer door is to be opened: as the configuration says, and the command line. */
function readVt({ vt, vtPort }: AgentFlags, configured: VtConfig | undefined): VtConfig | undefined {
  const port = vtPort === undefined ? undefined : readPort('--vt-port', vtPort);
  const wanted = configured ?? (vt || port !== undefined ? defaultVtConfig(process.cwd()) : undefined);
  return wanted && { ...wanted, port: port ?? wanted.port };
}

function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  const issue = { path: flag, code: 'value', expected: 'a whole number, 0 to 65535', got: `\`${text}\`` };
  throw new AppError('argument-invalid', `${flag}: expected ${issue.expected}, got ${issue.got}`, { issues: [issue] });
}
