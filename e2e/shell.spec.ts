import { readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { pageProgram, sentSize, shellFiles, workerPrograms } from './shell.ts';
import { openWorkbench } from './workbench.ts';

const FOLDER = resolve('dist/web');

/** kB, brotli, as the agent sends it: the budget of the house. */
const BUDGET = 400;

const holds = (path: string, text: string) => readFileSync(path, 'utf8').includes(text);

test('the shell is within its budget', () => {
  const sizes = shellFiles(FOLDER).map((path) => ({ path: relative(FOLDER, path), size: sentSize(path) }));
  const sum = sizes.reduce((all, { size }) => all + size, 0);
  const largest = sizes.sort((a, b) => b.size - a.size).slice(0, 12);
  const table = largest.map(({ path, size }) => `${(size / 1000).toFixed(1)} ${path}`).join('\n');
  expect(sum / 1000, table).toBeLessThan(BUDGET);
});

test('what is sent compressed is the same', async ({ request }) => {
  const script = relative(FOLDER, pageProgram(FOLDER));
  const sizes = ['br', 'gzip', 'identity'].map(async (coding) => {
    const answer = await request.get(`/${script}`, { headers: { 'Accept-Encoding': coding } });
    expect(await answer.text()).toBe(readFileSync(resolve(FOLDER, script), 'utf8'));
    return Number(answer.headers()['content-length']);
  });
  const [brotli = 0, gzip = 0, plain = 0] = await Promise.all(sizes);
  expect(brotli).toBeLessThan(gzip);
  expect(gzip).toBeLessThan(plain);
});

test('the shell is one program: nothing of it is there twice', () => {
  const names = shellFiles(FOLDER).map((path) => basename(path));
  for (const worker of ['engine', 'view', 'storage', 'hand']) {
    expect(
      names.filter((name) => name.startsWith(`${worker}.worker-`)),
      worker,
    ).toHaveLength(1);
  }
  // The schemas' library, by words that only it has: each worker would have its own copy if it were built alone.
  const holders = shellFiles(FOLDER).filter((path) => path.endsWith('.js') && holds(path, 'Unrecognized key'));
  expect(holders.map((path) => basename(path))).toHaveLength(1);
});

test('no worker ever runs the page’s own program, which looks for a document', () => {
  const page = pageProgram(FOLDER);
  const workers = workerPrograms(FOLDER);
  expect(workers.size).toBeGreaterThan(4);
  expect(holds(page, 'createRoot')).toBe(true);
  // What a worker imports is found: all of them read the kernels or the storage from a file that others share.
  for (const [worker, programs] of workers) expect(programs.length, worker).toBeGreaterThan(1);
  expect([...workers].filter(([, programs]) => programs.includes(page)).map(([worker]) => worker)).toEqual([]);
});

test('what is not of the first picture is fetched behind all that is', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openWorkbench(page);
  await expect.poll(() => asked.findIndex((path) => path.includes('/sets-screen-'))).toBeGreaterThan(0);
  const shell = shellFiles(FOLDER).map((path) => `/${relative(FOLDER, path)}`);
  // The crew's threads start with the first render.
  const first = new Set(shell.filter((path) => path.endsWith('.js') && !path.includes('/hand.worker-')));
  const programs = asked.filter((path) => path.endsWith('.js') && path !== '/sw.js');
  const behind = programs.findIndex((path) => !first.has(path) && !path.includes('/hand.worker-'));
  expect(new Set(programs.slice(0, behind).filter((path) => first.has(path)))).toEqual(first);
});
