import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ABI_NAMES } from '../core/kernels/abi.gen.ts';

const top = new URL('../../', import.meta.url);

it('the TypeScript of the ABI is what its C headers say', () => {
  execFileSync(process.execPath, ['scripts/gen-abi.mjs', '--check'], { cwd: top, stdio: 'pipe' });
});

it('the committed binary exports exactly the ABI, its memory and its start', () => {
  const module = new WebAssembly.Module(readFileSync(new URL('public/wasm/sonde.wasm', top)));
  const names = WebAssembly.Module.exports(module).map((each) => each.name);
  const sonde = names.filter((name) => name.startsWith('sonde_')).sort();
  expect(sonde).toEqual([...ABI_NAMES].sort());
  expect(names).toEqual(expect.arrayContaining(['memory', '_initialize']));
});

it('the committed binary asks for no more than the two stubs that every host has', () => {
  const module = new WebAssembly.Module(readFileSync(new URL('public/wasm/sonde.wasm', top)));
  const names = WebAssembly.Module.imports(module).map((each) => `${each.module}.${each.name}`);
  const stubs = ['env.emscripten_notify_memory_growth', 'wasi_snapshot_preview1.proc_exit'];
  expect(names.filter((name) => !stubs.includes(name))).toEqual([]);
});
