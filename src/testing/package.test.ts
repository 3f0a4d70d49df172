import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s16Wav } from './s16-wav.ts';
import { voiceClip } from './signals.ts';

const execute = promisify(execFile);
const top = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let packed: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-package-'));
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [{ filename, files }] = JSON.parse((await execute('npm', pack, { cwd: top })).stdout);
  packed = files.map(({ path }: { path: string }) => path);
  await execute('tar', ['-xzf', join(folder, filename), '-C', folder]);
  await symlink(join(top, 'node_modules'), join(folder, 'package', 'node_modules'));
});

afterAll(() => rm(folder, { recursive: true }));

test('the package has what is built, and neither sources nor tests', () => {
  expect(packed).toEqual(
    expect.arrayContaining(['dist/node/sonde.js', 'dist/node/sonde.wasm', 'LICENSE', 'README.md']),
  );
  const roots = new Set(packed.map((path) => path.split('/').slice(0, 2).join('/')));
  for (const root of ['dist/node', 'dist/web', 'dist/client']) roots.delete(root);
  expect([...roots].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.md', 'package.json']);
  expect(packed.filter((path) => /(?<!\.d)\.tsx?$|\.test\./.test(path))).toEqual([]);
});

test('its bin runs by itself and transforms a sound', async () => {
  const { bin } = JSON.parse(await readFile(join(folder, 'package', 'package.json'), 'utf8'));
  await writeFile(join(folder, 'in.wav'), s16Wav(voiceClip({ seconds: 0.2 })));
  const args = ['transform', 'in.wav', '--world', 'f0=*2', '-o', 'out.wav', '--json'];
  const { stdout } = await execute(join(folder, 'package', bin.sonde), args, { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({ path: 'out.wav', frames: 3200 });
});

const CONSUMER = `
import { httpClient } from 'sonde/client/http';
import { tcpClient } from 'sonde/client/tcp';
import type { SondeClient } from 'sonde/client';
import type { Request } from 'sonde/client/request';
const clients: SondeClient[] = [httpClient(), tcpClient({ port: 1996 })];
const request: Request = { file: 'a.wav', stack: [{ module: 'world', f0: '*2' }] };
// @ts-expect-error f0 has a unit
const wrong: Request = { file: 'a.wav', stack: [{ module: 'world', f0: 2 }] };
console.log(clients.length, request, wrong);
`;

test('its client is found by other programs, types and all', async () => {
  await mkdir(join(folder, 'other', 'node_modules'), { recursive: true });
  await symlink(join(folder, 'package'), join(folder, 'other', 'node_modules', 'sonde'));
  await symlink(join(top, 'node_modules', '@types'), join(folder, 'other', 'node_modules', '@types'));
  const path = join(folder, 'other', 'consumer.mts');
  await writeFile(path, CONSUMER);
  const program = ts.createProgram([path], {
    ...{ strict: true, noEmit: true, types: ['node'], target: ts.ScriptTarget.ES2022 },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  });
  const found = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(found).toEqual([]);
  const script = "const { tcpClient } = await import('sonde/client/tcp'); await tcpClient({ port: 9 }).status()";
  const run = execute(process.execPath, ['--input-type=module', '-e', script], { cwd: join(folder, 'other') });
  await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining("code: 'server-unavailable'") });
});
