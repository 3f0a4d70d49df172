/** `npm start`: builds what is missing or stale, then serves the workbench. Arguments go to `sonde agent`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const builder = fileURLToPath(new URL('build.mjs', import.meta.url));
const command = new URL('../dist/node/sonde.js', import.meta.url);

const built = spawnSync(process.execPath, [builder, '--stale'], { stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(built.status ?? 1);

// In this process, so that signals reach the agent as they would without us.
process.argv = [process.execPath, fileURLToPath(command), 'agent', ...process.argv.slice(2)];
await import(command.href);
