import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { missingPrograms } from '../testing/peers.ts';
import { runSonde } from '../testing/sonde-process.ts';

const execute = promisify(execFile);
// In CI nothing may be missing.
const hasSystemd = Boolean(process.env['CI']) || missingPrograms(['systemd-analyze']).length === 0;

let folder: string;
let units: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'sonde-install-')));
  units = join(folder, 'config', 'systemd', 'user');
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
  vi.stubEnv('SUDO_USER', '');
  await mkdir(join(folder, 'voices and 100% more'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const sonde = (...args: string[]) => runSonde(['agent', ...args], { cwd: folder });

async function json(...args: string[]) {
  const { status, stdout } = await sonde(...args, '--json');
  return { status, answer: JSON.parse(stdout) };
}

test('install writes a unit that starts the agent, and says what to do next', async () => {
  const { status, stdout } = await sonde('install', '--folder', 'voices and 100% more', '--vt');
  expect(status).toBe(0);
  expect(stdout).toMatch(/Written: .*sonde\.service\nNext:\n {2}systemctl --user daemon-reload\n/);
  const unit = await readFile(join(units, 'sonde.service'), 'utf8');
  expect(unit).toContain(`WorkingDirectory=${folder}/voices and 100%% more\n`);
  // The command of the unit, run as it stands.
  const words = /^ExecStart=(.*)$/m
    .exec(unit)![1]!
    .match(/"[^"]*"/g)!
    .map((word) => word.slice(1, -1));
  expect(words.slice(2)).toEqual(['agent', '--vt']);
  const { stdout: help } = await execute(words[0]!, [words[1]!, 'agent', '--help']);
  expect(help).toContain('1996');
  expect((await readdir(units)).sort()).toEqual(['sonde.service']);
});

test.skipIf(!hasSystemd)('systemd itself accepts the unit, of either kind', async () => {
  expect((await json('install', '--dry-run')).answer.verified).toBe(true);
  const system = await json('install', '--dry-run', '--system', '--run-as', 'daemon', '--port', '2997');
  expect(system.answer.verified).toBe(true);
  expect(system.answer.unit).toContain('"agent" "--port" "2997"\n');
  const path = join(folder, 'sonde.service');
  await writeFile(path, system.answer.unit);
  const { stdout, stderr } = await execute('systemd-analyze', ['verify', '--man=no', path]);
  expect(`${stdout}${stderr}`).not.toContain('sonde.service');
});

test.skipIf(!hasSystemd)('what systemd has against the unit is told, and nothing is written', async () => {
  const { status, answer } = await json('install', '--dry-run', '--system', '--run-as', 'nobody');
  expect([status, answer.message]).toEqual([
    64,
    expect.stringMatching(/^systemd does not accept the unit: sonde\.service:\d+: /),
  ]);
});

test('a dry run prints the unit and writes nothing', async () => {
  const { status, stdout } = await sonde('install', '--dry-run');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^# Written by "sonde agent install"[\s\S]*WantedBy=/)]);
  expect(await readdir(folder)).toEqual(['voices and 100% more']);
});

test("a system's unit may write to the configured cache and log, which must be there", async () => {
  const keys = { cachefolder: 'cache', logfile: 'logs/vt.log' };
  await writeFile(join(folder, 'sonde.conf.json'), JSON.stringify({ vtServer: keys }));
  const args = ['install', '--dry-run', '--system', '--run-as', 'daemon'];
  expect(await json(...args)).toMatchObject({
    status: 66,
    answer: { issues: [{ path: join(folder, 'cache') }, { path: join(folder, 'logs') }] },
  });
  for (const name of ['cache', 'logs']) await mkdir(join(folder, name));
  expect((await json(...args)).answer.unit).toContain(`ReadWritePaths="${folder}/cache" "${folder}/logs"\n`);
});

test.each([[[]], [['--run-as', 'root']], [['--run-as', 'a\nb']]])(
  'a system agent runs as nobody special: %j',
  async (args) => {
    expect(await json('install', '--dry-run', '--system', ...args)).toMatchObject({
      status: 64,
      answer: { issues: [{ path: '--run-as' }] },
    });
  },
);

test('a configuration that the agent would refuse is refused now', async () => {
  await writeFile(join(folder, 'sonde.conf.json'), '{"vtServer": {"port": -1}}');
  expect(await json('install')).toMatchObject({ status: 64, answer: { code: 'config-invalid' } });
  expect(await json('install', '--folder', 'absent')).toMatchObject({ status: 66 });
});

test('install again changes the unit, and uninstall removes it with the link that starts it', async () => {
  await sonde('install');
  await sonde('install', '--vt');
  expect(await readFile(join(units, 'sonde.service'), 'utf8')).toContain('"--vt"');
  await mkdir(join(units, 'default.target.wants'));
  await symlink('../sonde.service', join(units, 'default.target.wants', 'sonde.service'));
  expect((await json('uninstall')).answer).toMatchObject({
    removed: true,
    next: [expect.stringContaining('stop'), expect.stringContaining('daemon-reload')],
  });
  expect(await readdir(units, { recursive: true })).toEqual(['default.target.wants']);
  expect((await json('uninstall')).answer.removed).toBe(false);
});

test('a unit that somebody else wrote is left alone', async () => {
  await mkdir(units, { recursive: true });
  await writeFile(join(units, 'sonde.service'), '[Service]\n');
  for (const verb of ['install', 'uninstall']) {
    expect(await json(verb)).toMatchObject({ status: 64, answer: { code: 'file-exists' } });
  }
  expect(await readFile(join(units, 'sonde.service'), 'utf8')).toBe('[Service]\n');
});
