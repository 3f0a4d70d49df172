import { expect, test } from 'vitest';
import { parseManifest } from './manifest.ts';
import { changesSince, rowsRecord } from './record.ts';

const wasm = 'a'.repeat(48);
const engine = { version: 'sonde/1', wasm, world: 1, precision: 'double' } as const;
const named = [
  { name: 'a', signature: 'x' },
  { name: 'b', signature: 'y' },
];
const written = { engine, rows: rowsRecord(named) };

test('rows are the same by names and signatures in their order, and by nothing else', () => {
  expect(rowsRecord(named.map((row, index) => ({ ...row, index })))).toEqual(written.rows);
  expect(rowsRecord([...named].reverse()).digest).not.toBe(written.rows.digest);
  expect(rowsRecord([named[0]!, { name: 'b', signature: 'z' }]).digest).not.toBe(written.rows.digest);
});

test('a manifest that says nothing of its rows has no changes to tell, and one of the same rows has none', () => {
  expect(changesSince({}, written, [])).toBeUndefined();
  const rebuilt = { ...written, engine: { ...engine, wasm: 'b'.repeat(48) } };
  expect(changesSince(written, rebuilt, [])).toEqual([]);
});

test('why rows are others is said: a sound, the engine, their number, or what was edited', () => {
  const now = { engine: { ...engine, version: 'sonde/2' }, rows: rowsRecord(named.slice(1)) };
  expect(changesSince(written, now, ['a.wav'])).toEqual([
    'a.wav is another sound than it was',
    'it was made by the engine sonde/1, and this is sonde/2',
    'it had 2 rows, and has 1',
  ]);
  const renamed = { engine, rows: rowsRecord(named.map(({ signature }) => ({ name: signature, signature }))) };
  expect(changesSince(written, renamed, [])).toEqual([
    'its recipe, its factors, its names or the version of a module were changed',
  ]);
});

const asked = { name: 'grid', recipe: { file: 'a.wav' }, factors: [] };

test('what became of the sources was said under another name, and is read', () => {
  const { sourceFiles, sources } = parseManifest({ ...asked, sources: 'included' });
  expect([sourceFiles, sources]).toEqual(['included', undefined]);
});

test.each([
  ['sources', { sources: 'all' }],
  ['created', { created: '2026-03-01T10:20:30' }],
  ['rows.count', { rows: { count: -1, digest: wasm } }],
  ['engine.wasm', { engine: { ...engine, wasm: 'short' } }],
])('a record with a mistake in %s is refused there', (path, given) => {
  expect(() => parseManifest({ ...asked, ...given })).toThrow(new RegExp(`^${path}: expected`));
});
