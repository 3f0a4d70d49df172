import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installCopy } from '../testing/installed-copy.ts';
import { missingPrograms } from '../testing/peers.ts';
import { type Running, startSonde } from '../testing/sonde-process.ts';

const execute = promisify(execFile);
const inTop = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let folder: string;
let agent: Running;
let port: number;
let readme: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-readme-'));
  readme = await readFile(inTop('README.md'), 'utf8');
  await copyFile(inTop('src/testing/golden/vtserver/voice_16k.wav'), join(folder, 'in.wav'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(inTop('.'), join(folder, 'node_modules', 'sonde'));
  const { command } = await installCopy(join(folder, 'installed'));
  await writeFile(join(folder, 'sonde.conf.json'), '{"vtServer": {"port": 0, "cachefolder": "cache"}}');
  agent = startSonde(['agent', '--port', '0', '--json'], { command, cwd: folder });
  ({ port } = JSON.parse(await agent.firstLine).vt);
});

afterAll(async () => {
  agent.child.kill('SIGKILL');
  await agent.finished;
  await rm(folder, { recursive: true });
});

/** The README's snippet in a language, with our port for 1996. */
async function writeSnippet(language: string, name: string): Promise<string> {
  const snippets = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
  expect(snippets).toHaveLength(1);
  const text = snippets[0]![1]!;
  expect(text.match(/\b1996\b/g)).toHaveLength(1);
  const path = join(folder, name);
  await writeFile(path, text.replace('1996', String(port)));
  return path;
}

describe("the README's clients", () => {
  const clients = [
    ['ts', 'client.mjs', process.execPath],
    ['python', 'client.py', 'python3'],
    ['php', 'client.php', 'php'],
    ['r', 'client.R', 'Rscript'],
  ] as const;
  for (const [language, name, program] of clients) {
    // In CI nothing may be missing.
    it.skipIf(missingPrograms([program]).length > 0 && !process.env['CI'])(
      `run as they stand: ${language}`,
      async () => {
        const { stdout } = await execute(program, [await writeSnippet(language, name)], { cwd: folder });
        const path = /\/[^"\s]+\.\w+/.exec(stdout)?.[0] ?? '';
        expect(path.startsWith(join(folder, 'cache'))).toBe(true);
        const { size } = await stat(path);
        expect(size).toBeGreaterThan(1000);
        if (language === 'ts') expect(stdout.trim().endsWith(` ${size}`)).toBe(true);
      },
    );
  }
});
