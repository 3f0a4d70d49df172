import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { installUnit, uninstallUnit, unitPath, verifyUnit } from '../agent/systemd/install.ts';
import { type UnitScope, writeUnit } from '../agent/systemd/unit.ts';
import { findConfig } from '../agent/vt/config-file.ts';
import type { VtConfig } from '../agent/vt/vt-config.ts';
import { AppError, type Issue } from '../core/base/errors.ts';
import type { Terminal } from './terminal.ts';

interface InstallFlags {
  readonly system?: boolean;
  readonly runAs?: string;
  readonly folder?: string;
  readonly config?: string;
  readonly vt?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const PASSED_ON = [
  ['host', '--host'],
  ['port', '--port'],
  ['vtPort', '--vt-port'],
] as const;

const HELP = `
A user's agent runs while that user is logged in, or always with "loginctl enable-linger". A system's agent runs as the
account of --run-as, shut in: it may read what that account may, and write to its cache only.

Example:
  sonde agent install --dry-run
  sudo sonde agent install --system --run-as lab --folder /srv/voices
`;

export function addInstallCommands(agent: Command, terminal: Terminal): void {
  agent
    .command('install')
    .description('run the agent as a service: write a systemd unit, and say how to start it')
    .option('--system', "of the computer, not of this user's own systemd")
    .option('--run-as <user>', 'account of a --system agent; default who called sudo')
    .option('--folder <folder>', 'where it looks for its configuration and its sounds; default here')
    .option('--config <file>', 'read this configuration, and no other')
    .option('--vt', 'open the VTServer door also without a configuration')
    .option('--dry-run', 'print the unit, and write nothing')
    .option('--json', 'print {"path", "unit", "verified", "next"} as one JSON object')
    .addHelpText('after', HELP)
    .action((_, command: Command) => install(command, terminal));
  agent
    .command('uninstall')
    .description('remove the systemd unit that install has written')
    .option('--system', 'that of the computer')
    .option('--json', 'print {"path", "removed", "next"} as one JSON object')
    .action((_, command: Command) => uninstall(command.optsWithGlobals(), terminal));
}

async function install(command: Command, { out, err }: Terminal): Promise<void> {
  const flags: InstallFlags = command.optsWithGlobals();
  const kind = flags.system ? 'system' : 'user';
  const folder = resolve(flags.folder ?? '.');
  // What the agent would refuse later is refused now, while somebody is looking.
  const configured = await findConfig({ path: flags.config, folder });
  const scope: UnitScope = flags.system ? systemScope(flags, configured?.vt) : { kind: 'user' };
  await checkFolders(folder, scope);
  const unit = writeUnit({ command: commandOf(command, folder), folder, scope });
  const verified = await verifyUnit(unit);
  const path = unitPath(kind);
  if (!flags.dryRun) await installUnit(path, unit);
  const next = nextAfterInstall(kind);
  if (flags.json) {
    out.write(`${JSON.stringify({ path, unit, verified, next })}\n`);
    return;
  }
  out.write(flags.dryRun ? unit : `Written: ${path}\nNext:\n${next.map((line) => `  ${line}\n`).join('')}`);
  if (!verified) err.write('There is no systemd-analyze here: the unit was not verified.\n');
}

async function uninstall(flags: InstallFlags, { out }: Terminal): Promise<void> {
  const kind = flags.system ? 'system' : 'user';
  const path = unitPath(kind);
  const removed = await uninstallUnit(path);
  const next = removed ? [`${systemctl(kind)} stop sonde`, `${systemctl(kind)} daemon-reload`] : [];
  if (flags.json) out.write(`${JSON.stringify({ path, removed, next })}\n`);
  else if (!removed) out.write(`There is no ${path}.\n`);
  else out.write(`Removed: ${path}\nNext:\n${next.map((line) => `  ${line}\n`).join('')}`);
}

/** This Node and this program, by their full names: a service has no PATH to speak of. */
function commandOf(command: Command, folder: string): string[] {
  const { config, vt } = command.optsWithGlobals<InstallFlags>();
  const script = resolve(process.argv[1] ?? '');
  const named = config === undefined ? [] : ['--config', resolve(folder, config)];
  // What `sonde agent` itself would be told.
  const told = PASSED_ON.flatMap(([name, flag]) =>
    command.getOptionValueSourceWithGlobals(name) === 'cli' ? [flag, String(command.optsWithGlobals()[name])] : [],
  );
  return [process.execPath, script, 'agent', ...told, ...named, ...(vt ? ['--vt'] : [])];
}

function systemScope({ runAs }: InstallFlags, vt: VtConfig | undefined): UnitScope {
  const user = runAs ?? process.env['SUDO_USER'] ?? '';
  if (user === '' || user === 'root' || user === '0' || !/^[a-z0-9_][a-z0-9_-]*\$?$/i.test(user)) {
    const issue = { path: '--run-as', code: 'value', expected: 'an account that is not root', got: `"${user}"` };
    throw new AppError('argument-invalid', `--run-as: expected ${issue.expected}, got ${issue.got}`, {
      issues: [issue],
    });
  }
  const named = vt === undefined ? [] : [vt.cachefolder, ...(vt.logfile === null ? [] : [dirname(vt.logfile)])];
  return { kind: 'system', user, writable: [...new Set(named)] };
}

/** All that are missing: systemd would only say that the service failed. */
async function checkFolders(folder: string, scope: UnitScope): Promise<void> {
  const needed = [folder, ...(scope.kind === 'system' ? scope.writable : [])];
  const issues: Issue[] = [];
  for (const path of needed) {
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isDirectory()) issues.push({ path, code: 'missing', expected: 'a folder', got: 'none' });
  }
  if (issues.length === 0) return;
  const who = scope.kind === 'system' ? `, for ${scope.user} to write to where it is a cache or a log` : '';
  const message = `There is no folder ${issues.map(({ path }) => path).join(', nor ')}. Make it first${who}.`;
  throw new AppError('file-not-found', message, { issues });
}

function systemctl(kind: UnitScope['kind']): string {
  return kind === 'user' ? 'systemctl --user' : 'sudo systemctl';
}

function nextAfterInstall(kind: UnitScope['kind']): string[] {
  const control = systemctl(kind);
  const journal = kind === 'user' ? 'journalctl --user' : 'sudo journalctl';
  return [
    `${control} daemon-reload`,
    `${control} enable sonde`,
    `${control} restart sonde`,
    ...(kind === 'user' ? ['loginctl enable-linger   # so that it also runs while you are not logged in'] : []),
    `${journal} -u sonde -f`,
  ];
}
