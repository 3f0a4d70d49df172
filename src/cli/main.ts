import { Command, CommanderError } from 'commander';
import { findInstallation } from '../agent/host/installation.ts';
import { fromSystem, systemCode } from '../agent/host/system-error.ts';
import { AppError } from '../core/base/errors.ts';
import { addAgentCommand } from './agent.ts';
import { addAnalyseCommand } from './analyse.ts';
import { addCacheCommand } from './cache.ts';
import { reportFailure } from './failure.ts';
import { addHashCommand } from './hash.ts';
import { addLinkCommands } from './link.ts';
import { addMethodsCommand } from './methods.ts';
import { addRunCommand } from './run.ts';
import { addSetCommand } from './set.ts';
import { addSynthesiseCommand } from './synthesise.ts';
import type { Terminal } from './terminal.ts';
import { addTransformCommand } from './transform.ts';

const EXIT_HELP = `
Exit status: 0 done, 1 not identical (verify) or rows failed (set), 64 the request is wrong, 66 not found, 69 not available here, 70 a defect of Sonde,
75 try again (busy, disk, limits), 130 cancelled. With --json, stdout has one JSON object, the error included.`;

function createProgram(terminal: Terminal): Command {
  const program = new Command('sonde')
    .description('A voice laboratory: the same recipe on the same sound gives the same bytes everywhere.')
    .version(findInstallation().version)
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.out.write(text),
      // Usage errors are reported like all others, by `reportFailure`.
      writeErr: () => {},
    })
    .addHelpText('after', EXIT_HELP);
  addTransformCommand(program, terminal);
  addRunCommand(program, terminal);
  addHashCommand(program, terminal);
  addSetCommand(program, terminal);
  addAnalyseCommand(program, terminal);
  addSynthesiseCommand(program, terminal);
  addMethodsCommand(program, terminal);
  addLinkCommands(program, terminal);
  addCacheCommand(program, terminal);
  addAgentCommand(program, terminal);
  return program;
}

/** A failure to understand the command line, as an error of ours; undefined when help or version was asked for. */
function usageError(failure: CommanderError): AppError | undefined {
  if (failure.exitCode === 0) return undefined;
  // Commander has no words for `sonde help sing`: it would only show the help.
  const message = failure.code === 'commander.help' ? 'help: no such command' : failure.message.replace(/^error: /, '');
  return new AppError('argument-invalid', `${message.replace(/[^.?!)]$/, '$&.')} See "sonde --help".`, {
    cause: failure,
  });
}

/** Runs one command line, without the program's name; gives the exit status. */
async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const json = args.includes('--json');
  try {
    const program = createProgram(terminal);
    if (args.length === 0) {
      terminal.err.write(program.helpInformation());
      return 64;
    }
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (failure) {
    const error = failure instanceof CommanderError ? usageError(failure) : AppError.from(failure);
    return error === undefined ? 0 : reportFailure(error, json, terminal);
  }
}

const streams: Terminal = { out: process.stdout, err: process.stderr };
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (failure) => {
    // A reader that has gone away, as in `sonde --help | head -1`, is not our failure.
    if (systemCode(failure) === 'EPIPE') return;
    const error = fromSystem(failure, 'write', stream === process.stdout ? 'stdout' : 'stderr');
    process.exit(reportFailure(error, false, streams));
  });
}

const status = await runCommandLine(process.argv.slice(2), streams);
// `verify` says by its own status that a sound is another.
if (status !== 0) process.exitCode = status;
