import { readdir, readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { type Arrows, architectureProblems } from './architecture.ts';

const src = new URL('../', import.meta.url);
const arrows: Arrows = JSON.parse(await readFile(new URL('testing/arrows.json', src), 'utf8'));

async function readSources(): Promise<Map<string, string>> {
  const paths = (await readdir(src, { recursive: true }))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(new URL(path, src), 'utf8')] as const)),
  );
}

test('every import in src follows the arrows', async () => {
  const sources = await readSources();
  expect(sources.size).toBeGreaterThan(20);
  expect(architectureProblems(sources, arrows)).toEqual([]);
});

const longEntry = 'self.onmessage = () => {};\n'.repeat(61);

/** One planted breach per rule, and a piece of the line that must name it. */
const planted: readonly (readonly [rule: string, files: Readonly<Record<string, string>>, expected: string])[] = [
  [
    'web and agent never import each other',
    { 'web/a.ts': "import { b } from '../agent/b.ts';", 'agent/b.ts': 'export const b = 1;' },
    'web/a.ts -> agent/b.ts: web may not import agent',
  ],
  [
    'core imports no host',
    { 'core/engine/a.ts': "import type { B } from '../../cli/b.ts';", 'cli/b.ts': 'export type B = 1;' },
    'core/engine may not import cli',
  ],
  [
    'arrows inside core go down',
    {
      'core/base/a.ts': "export { b } from '../audio/b.ts'; export const c = 1;",
      'core/audio/b.ts': 'export const b = 1;',
    },
    'core/base may not import core/audio',
  ],
  [
    'a dynamic import is an import',
    { 'core/cache/a.ts': "await import('../query/b.ts');", 'core/query/b.ts': 'export const b = 1;' },
    'core/cache may not import core/query',
  ],
  [
    'an import type is an import',
    { 'core/cache/a.ts': "export type A = import('../query/b.ts').B;", 'core/query/b.ts': 'export type B = 1;' },
    'core/cache may not import core/query',
  ],
  [
    'a worker started by URL is an import',
    { 'agent/a.ts': "new Worker(new URL('../web/b.ts', import.meta.url));", 'web/b.ts': 'export const b = 1;' },
    'agent may not import web',
  ],
  [
    'only tests use testing',
    { 'agent/a.ts': "import { b } from '../testing/b.ts';", 'testing/b.ts': 'export const b = 1;' },
    'agent may not import testing',
  ],
  [
    'a new top-level folder needs a place in the table',
    { 'shared/a.ts': 'export const a = 1;' },
    'shared/a.ts is in no zone',
  ],
  ['core has no Node', { 'core/base/a.ts': "import { readFile } from 'node:fs';" }, 'core/base/a.ts -> node:fs'],
  ['core tests run in a browser too', { 'core/base/a.test.ts': "import 'node:fs';" }, 'core/base/a.test.ts -> node:fs'],
  ['the page has no Node', { 'web/a.ts': "import { join } from 'node:path';" }, 'web/a.ts -> node:path'],
  ['an unlisted package is refused', { 'core/base/a.ts': "import 'left-pad';" }, 'core/base/a.ts -> left-pad'],
  [
    'the engine never names a module',
    { 'core/engine/a.ts': "import { w } from '../modules/world.ts';", 'core/modules/world.ts': 'export const w = 1;' },
    'the engine never names a module',
  ],
  [
    'core has no clock',
    { 'core/base/a.ts': 'export const now = () => Date.now();' },
    'core has no Date.now of its own',
  ],
  ['core has no chance', { 'core/base/a.ts': 'export const r = Math.random();' }, 'core has no Math.random of its own'],
  ['an entry stays short', { 'web/workers/a.worker.ts': longEntry }, '61 lines'],
  [
    'components take props',
    {
      'web/components/a.tsx': "import { s } from '../state/s.ts';",
      'web/state/s.ts': "import 'zustand'; export const s = 1;",
    },
    'web/components may not import web/state',
  ],
  [
    'views do not reach around state',
    {
      'web/views/a.tsx': "import { s } from '../services/s.ts';",
      'web/services/s.ts': "import 'comlink'; export const s = 1;",
    },
    'web/views may not import web/services',
  ],
  [
    'a component holds no AudioContext',
    { 'web/components/a.tsx': 'export const a = () => new AudioContext();' },
    'AudioContext belongs to web/services',
  ],
  ['a file named index is a barrel', { 'core/base/index.ts': 'export const a = 1;' }, 'no barrels'],
  [
    'a file that only re-exports is a barrel',
    { 'core/base/all.ts': "export * from './b.ts';", 'core/base/b.ts': 'export const b = 1;' },
    'core/base/all.ts: no barrels',
  ],
  ['a folder is not importable', { 'core/base/a.ts': "import { b } from '../audio';" }, 'not a folder'],
  ['an import must exist', { 'core/base/a.ts': "import { b } from './b.ts';" }, 'there is no such file'],
  [
    'circles are found, type-only ones too',
    {
      'core/base/a.ts': "import type { B } from './b.ts'; export type A = B;",
      'core/base/b.ts': "import { c } from './c.ts'; export type B = typeof c;",
      'core/base/c.ts': "import type { A } from './a.ts'; export const c: A = 1;",
    },
    'circle: core/base/a.ts -> core/base/b.ts -> core/base/c.ts -> core/base/a.ts',
  ],
];

test.each(planted)('a planted breach is found: %s', (_rule, files, expected) => {
  const problems = architectureProblems(new Map(Object.entries(files)), arrows);
  expect(problems.join('\n')).toContain(expected);
});

test('what is allowed is left alone', () => {
  const files = {
    'core/base/a.ts': '// Date.now() and Math.random() are for hosts\nexport const a = 1;',
    'core/engine/b.ts': "import { a } from '../base/a.ts'; export const b = a;",
    'web/components/c.tsx':
      "import type { S } from '../state/s.ts'; import { W } from '../state/w.ts'; export const c = (s: S) => s + W;",
    'web/state/w.ts': "import type { S } from './s.ts'; export const W: S = 2;",
    'web/state/s.ts': "import { b } from '../../core/engine/b.ts'; export type S = typeof b;",
    'agent/d.ts': "import { readFile } from 'node:fs/promises'; export const d = readFile;",
    'cli/e.ts': "import { d } from '../agent/d.ts'; export const e = d;",
    'cli/e.test.ts':
      "import { test } from 'vitest'; import 'node:net'; import { t } from '../testing/t.ts'; test('', t);",
    'testing/t.ts': "import { e } from '../cli/e.ts'; export const t = () => void e;",
  };
  expect(architectureProblems(new Map(Object.entries(files)), arrows)).toEqual([]);
});
