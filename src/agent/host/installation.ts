import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../core/base/errors.ts';

/** Where this copy of Sonde lies: a built package, or the repository in development. */
export interface Installation {
  readonly version: string;
  /** The compiled kernels: beside the bundle when built, `public/wasm` in development. */
  readonly wasmPath: string;
  /** The built program of a worker thread; sources do not run in one. */
  readonly workerPath: string;
  /** The built program of a thread that helps with parts. */
  readonly handPath: string;
  /** The built page. */
  readonly webRoot: string;
}

/** The nearest folder upwards whose `package.json` is Sonde's; the bundle and the sources lie at different depths. */
function findPackage(from: string): { folder: string; version: string } {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) {
      const json: { name?: unknown; version?: unknown } = JSON.parse(readFileSync(path, 'utf8'));
      if (json.name === 'sonde' && typeof json.version === 'string') return { folder, version: json.version };
    }
    if (folder === dirname(folder)) {
      throw new AppError('file-not-found', `No package.json of Sonde above ${from}: the installation is incomplete.`);
    }
  }
}

/** @throws AppError file-not-found when Sonde's own package.json is missing */
export function findInstallation(): Installation {
  const here = dirname(fileURLToPath(import.meta.url));
  const { folder, version } = findPackage(here);
  const beside = join(here, 'sonde.wasm');
  const wasmPath = existsSync(beside) ? beside : join(folder, 'public', 'wasm', 'sonde.wasm');
  const program = (name: string): string => join(folder, 'dist', 'node', name);
  const [workerPath, handPath] = [program('worker.js'), program('hand.js')];
  return { version, wasmPath, workerPath, handPath, webRoot: join(folder, 'dist', 'web') };
}
