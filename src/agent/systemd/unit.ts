import { AppError, type Issue } from '../../core/base/errors.ts';

/** Says that a unit is ours to replace and to remove. */
export const UNIT_MARK = '# Written by "sonde agent install".';

/** Where a unit belongs: to a user's own systemd, or to the computer's. */
export type UnitScope =
  | { readonly kind: 'user' }
  | {
      readonly kind: 'system';
      /** The account that the agent runs as; never root. */
      readonly user: string;
      /** Absolute folders, besides its own cache, that it may write to. */
      readonly writable: readonly string[];
    };

export interface UnitOptions {
  /** The program and its arguments; the program is absolute. */
  readonly command: readonly string[];
  /** Absolute; where configurations are looked for and relative names start. */
  readonly folder: string;
  readonly scope: UnitScope;
}

/** In a user's own systemd most of what shuts a service in needs rights that the user does not have. */
const HARDENING_USER = [
  'NoNewPrivileges=yes',
  'LockPersonality=yes',
  'RestrictSUIDSGID=yes',
  'RestrictRealtime=yes',
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
  'SystemCallArchitectures=native',
  'UMask=0027',
];

/** No MemoryDenyWriteExecute: WebAssembly and JavaScript are compiled while they run. */
const HARDENING_SYSTEM = [
  ...HARDENING_USER,
  'CapabilityBoundingSet=',
  'AmbientCapabilities=',
  'ProtectSystem=strict',
  'ProtectHome=read-only',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectProc=invisible',
  'RestrictNamespaces=yes',
  'SystemCallFilter=@system-service',
  'SystemCallErrorNumber=EPERM',
  '# It serves this computer only, and asks nobody.',
  'IPAddressAllow=localhost',
  'IPAddressDeny=any',
];

/**
 * The text of a systemd unit that runs an agent.
 * @throws AppError argument-invalid for a name with a line break in it
 */
export function writeUnit({ command, folder, scope }: UnitOptions): string {
  const isSystem = scope.kind === 'system';
  refuseControls([...command, folder, ...(isSystem ? [scope.user, ...scope.writable] : [])]);
  const writable =
    isSystem && scope.writable.length > 0 ? [`ReadWritePaths=${scope.writable.map(quoted).join(' ')}`] : [];
  const account = isSystem
    ? [`User=${percents(scope.user)}`, 'CacheDirectory=sonde', 'Environment=XDG_CACHE_HOME=%C/sonde']
    : [];
  return [
    `${UNIT_MARK} Run it again to change this; "sonde agent uninstall" removes it.`,
    '[Unit]',
    'Description=Sonde agent: the workbench, and the VTServer door',
    ...(isSystem ? ['After=network.target'] : []),
    '',
    '[Service]',
    'Type=exec',
    `ExecStart=${command.map((word) => quoted(word).replaceAll('$', '$$$$')).join(' ')}`,
    `WorkingDirectory=${percents(folder)}`,
    ...account,
    'Restart=on-failure',
    'RestartSec=2',
    '# Jobs in flight are finished first.',
    'KillSignal=SIGTERM',
    'TimeoutStopSec=30',
    '',
    ...(isSystem ? HARDENING_SYSTEM : HARDENING_USER),
    ...writable,
    '',
    '[Install]',
    `WantedBy=${isSystem ? 'multi-user' : 'default'}.target`,
    '',
  ].join('\n');
}

/** One word of a list, as systemd reads it (systemd.syntax). */
function quoted(word: string): string {
  return `"${percents(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A percent sign would begin a specifier. */
function percents(word: string): string {
  return word.replaceAll('%', '%%');
}

function refuseControls(words: readonly string[]): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break ends a setting, and what follows would be another.
  const wrong = words.filter((word) => /[\u0000-\u001f\u007f]/.test(word));
  if (wrong.length === 0) return;
  const issues = wrong.map((word): Issue => {
    return { path: '', code: 'value', expected: 'a name without control characters', got: JSON.stringify(word) };
  });
  throw new AppError('argument-invalid', `A unit cannot hold the name ${issues[0]?.got}.`, { issues });
}
