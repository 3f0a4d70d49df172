import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { COMMAND, runSonde } from '../testing/sonde-process.ts';

const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));

test('--version prints the version of the package', async () => {
  expect(await runSonde(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help names the commands and the exit statuses', async () => {
  const { status, stdout, stderr } = await runSonde(['--help']);
  expect([status, stderr]).toEqual([0, '']);
  for (const word of ['transform', 'run', 'hash', 'agent', '130 cancelled']) expect(stdout).toContain(word);
});

test.each(['transform', 'run', 'hash', 'agent'])('the help of %s has an example', async (command) => {
  const { status, stdout } = await runSonde([command, '--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`Example:\n +sonde ${command} `));
});

test("the help of transform lists every module's parameters, from its descriptor", async () => {
  const { stdout } = await runSonde(['transform', '--help']);
  expect(stdout).toContain('Parameters of world.');
  expect(stdout).toMatch(/^ {2}vtl +Vocal-tract length/m);
});

test('no command at all shows the help on stderr and is a usage error', async () => {
  const { status, stdout, stderr } = await runSonde([]);
  expect([status, stdout]).toEqual([64, '']);
  expect(stderr).toContain('Usage: sonde');
});

test.each([
  [['yodel'], /unknown command 'yodel'/],
  [['help', 'yodel'], /help: no such command/],
  [['transform'], /required option '-o, --output <file>'|missing required argument 'input'/],
  [['transform', 'in.wav'], /required option '-o, --output <file>' not specified/],
  [['run'], /missing required argument 'query'/],
  [['hash', 'a.json', 'b.json'], /too many arguments/],
  [['run', 'a.json', '--loud'], /unknown option '--loud'/],
  [['agent', '--port'], /option '--port <number>' argument missing/],
  [['agent', '--port', 'http'], /--port: expected a whole number, 0 to 65535, got `http`/],
  [['agent', '--port', '65536'], /got `65536`/],
  [['agent', '--port', '-1'], /got `-1`/],
])('sonde %j is a usage error: one line on stderr, status 64', async (args, expected) => {
  const { status, stdout, stderr } = await runSonde(args);
  expect([status, stdout]).toEqual([64, '']);
  expect(stderr).toMatch(expected);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('with --json a usage error is one JSON object on stdout', async () => {
  const { status, stdout, stderr } = await runSonde(['transform', '--json']);
  expect([status, stderr]).toEqual([64, '']);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'invalid', code: 'argument-invalid' });
  expect(stdout.trimEnd()).not.toContain('\n');
});

test('an answer that cannot be written ends with 75 and says why', async () => {
  const command = `exec "${process.execPath}" "${COMMAND}" --help > /dev/full`;
  const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([75, 'sonde: Cannot write stdout: the disk is full.\n']);
});
