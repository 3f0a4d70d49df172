import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Tests of the command line and of the package run what is shipped, so it must be what the sources say. */
export function setup(): void {
  const builder = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
  execFileSync(process.execPath, [builder, 'node', 'client', '--stale'], { stdio: ['ignore', 'inherit', 'inherit'] });
}
