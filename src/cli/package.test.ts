import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';

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
  for (const root of ['dist/node', 'dist/web']) roots.delete(root);
  expect([...roots].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  expect(packed.filter((path) => /\.tsx?$|\.test\./.test(path))).toEqual([]);
});

test('its bin runs by itself and transforms a sound', async () => {
  const { bin } = JSON.parse(await readFile(join(folder, 'package', 'package.json'), 'utf8'));
  await writeFile(join(folder, 'in.wav'), s16Wav(voiceClip({ seconds: 0.2 })));
  const args = ['transform', 'in.wav', '--world', 'f0=*2', '-o', 'out.wav', '--json'];
  const { stdout } = await execute(join(folder, 'package', bin.sonde), args, { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({ path: 'out.wav', frames: 3200 });
});
