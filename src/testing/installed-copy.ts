import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMAND } from './sonde-process.ts';

const top = fileURLToPath(new URL('../../', import.meta.url));

export interface InstalledCopy {
  readonly command: string;
  readonly webRoot: string;
  readonly wasmPath: string;
}

/**
 * The built command in a folder of its own, with a page and kernels that a test may spoil: what `npm install` of the
 * package gives, without the waiting.
 */
export async function installCopy(folder: string): Promise<InstalledCopy> {
  const command = join(folder, 'dist', 'node', 'sonde.js');
  const webRoot = join(folder, 'dist', 'web');
  const wasmPath = join(folder, 'dist', 'node', 'sonde.wasm');
  await mkdir(dirname(command), { recursive: true });
  await mkdir(webRoot, { recursive: true });
  await copyFile(COMMAND, command);
  await copyFile(join(dirname(COMMAND), 'sonde.wasm'), wasmPath);
  await copyFile(join(dirname(COMMAND), 'worker.js'), join(dirname(command), 'worker.js'));
  await copyFile(join(top, 'package.json'), join(folder, 'package.json'));
  await symlink(join(top, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Sonde</title>');
  return { command, webRoot, wasmPath };
}
