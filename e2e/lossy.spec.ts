import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { drop, FEMALE, openWorkbench, rendered } from './workbench.ts';

test('lossy files open in the shipped page, under its policy, with libraries that are fetched only then', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'sonde-lossy-'));
  const fetched: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const library = /opus-decoder|mpg123|vorbis|mp3|wasm-media/;
  await openWorkbench(page);
  expect(fetched.filter((path) => library.test(path))).toEqual([]);

  await drop(page, [{ name: 'voice.opus', bytes: await readFile('src/testing/golden/opus/voice.opus') }]);
  await expect(page.getByRole('row', { name: 'voice.opus' })).toContainText('0.25 s');
  for (const [name, f0] of [
    ['voice.mp3', '*1.2'],
    ['voice.ogg', '*1.3'],
  ] as const) {
    const path = join(folder, name);
    execFileSync(process.execPath, ['dist/node/sonde.js', 'transform', FEMALE, '--world', `f0=${f0}`, '-o', path]);
    await drop(page, [{ name, bytes: await readFile(path) }]);
    await expect(page.getByRole('row', { name })).toContainText('2.16 s');
    await rendered(page, f0);
  }
  expect(fetched.filter((path) => library.test(path)).length).toBeGreaterThanOrEqual(3);
  expect(errors).toEqual([]);
  await rm(folder, { recursive: true });
});
