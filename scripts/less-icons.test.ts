import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lessIcons } from './less-icons.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-icons-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function buildOf(code: string): Promise<unknown> {
  const input = join(folder, 'page.js');
  await writeFile(input, code);
  const rollupOptions = { input };
  const options = { root: folder, configFile: false, logLevel: 'silent' } as const;
  return build({ ...options, plugins: [lessIcons()], build: { write: false, rollupOptions } });
}

test('a build without icons that have keys says that the plugin can go', async () => {
  await expect(buildOf('export const one = 1;')).rejects.toThrow('no icon has keys any more');
});

test('a build that fails says why, and nothing of icons', async () => {
  const failing = buildOf("import { nothing } from './absent.js';\nconsole.log(nothing);");
  await expect(failing).rejects.toThrow('absent.js');
  await expect(failing).rejects.not.toThrow('no icon');
});
