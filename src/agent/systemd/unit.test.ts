import { describe, expect, it } from 'vitest';
import { writeUnit } from './unit.ts';

const COMMAND = ['/usr/bin/node', '/opt/sonde/sonde.js', 'agent'];
const user = { kind: 'user' } as const;

const linesOf = (text: string): string[] => text.split('\n');

describe('a unit', () => {
  it('runs the program, in its folder, and starts with its target', () => {
    const lines = linesOf(writeUnit({ command: COMMAND, folder: '/srv/voices', scope: user }));
    expect(lines).toContain('ExecStart="/usr/bin/node" "/opt/sonde/sonde.js" "agent"');
    expect(lines).toContain('WorkingDirectory=/srv/voices');
    expect(lines).toContain('WantedBy=default.target');
    expect(lines.some((line) => line.startsWith('User='))).toBe(false);
  });

  it('of the computer runs as somebody, shut in, and writes to its cache and to what it is told', () => {
    const scope = { kind: 'system', user: 'lab', writable: ['/data/cache', '/var/log/my lab'] } as const;
    const lines = linesOf(writeUnit({ command: COMMAND, folder: '/srv', scope }));
    for (const line of [
      'User=lab',
      'CacheDirectory=sonde',
      'ProtectSystem=strict',
      'CapabilityBoundingSet=',
      'IPAddressDeny=any',
      'ReadWritePaths="/data/cache" "/var/log/my lab"',
      'WantedBy=multi-user.target',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('has names as they are, whatever systemd would make of their characters', () => {
    const command = ['/usr/bin/node', '/opt/a "b" \\c $HOME 100%/sonde.js'];
    const lines = linesOf(writeUnit({ command, folder: '/srv/50%', scope: user }));
    expect(lines).toContain('ExecStart="/usr/bin/node" "/opt/a \\"b\\" \\\\c $$HOME 100%%/sonde.js"');
    expect(lines).toContain('WorkingDirectory=/srv/50%%');
  });

  it.each(['/srv/a\nUser=root', '/srv/a\rb', '/srv/\0'])('has no name that would end its line: %j', (folder) => {
    expect(() => writeUnit({ command: COMMAND, folder, scope: user })).toThrow(/cannot hold the name/);
  });
});
