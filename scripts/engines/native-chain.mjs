/** wasm/bench/chain.cpp, built and run: native times, and the transforms of every stage, counted by the linker's --wrap. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCommand, MissingEngine } from './missing.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
/** Kept equal to the names in wasm/bench/chain.cpp. */
const WRAPPED = [
  '_ZN5sonde11fft_complexEPKNS_7FftPlanEPdS3_',
  '_ZN5sonde16real_fft_forwardEPKNS_11RealFftPlanEPKdPdS5_',
  '_ZN5sonde16real_fft_inverseEPKNS_11RealFftPlanEPKdS4_PdS5_',
];
const FLAGS = ['-O3', '-std=c++20', '-fno-exceptions', '-fno-rtti', '-ffp-contract=off'];

function sources(folder) {
  return readdirSync(join(top, folder), { recursive: true })
    .filter((name) => name.endsWith('.cpp'))
    .map((name) => join(folder, name));
}

/**
 * Times are the best of five runs.
 * @param {Float64Array} x
 * @param {number} sampleRate Hz
 * @returns {{ stage: string, ms: number, transforms: { kind: string, n: number, count: number }[] }[]}
 * @throws MissingEngine
 */
export function runNativeChain(x, sampleRate) {
  const compiler = findCommand([process.env['CXX'], 'g++', 'clang++']);
  if (!compiler || process.platform !== 'linux') throw new MissingEngine('it needs a C++20 compiler on Linux');
  const folder = mkdtempSync(join(tmpdir(), 'sonde-bench-'));
  try {
    const program = join(folder, 'chain');
    const wraps = WRAPPED.map((name) => `-Wl,--wrap=${name}`);
    const files = ['wasm/bench/chain.cpp', ...sources('wasm/kernels'), ...sources('wasm/abi')];
    const built = spawnSync(compiler, [...FLAGS, ...files, ...wraps, '-o', program], { cwd: top, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`the native build failed: ${built.stderr}`);
    const input = join(folder, 'x.f64');
    writeFileSync(input, new Uint8Array(x.buffer, x.byteOffset, x.byteLength));
    const runs = Array.from({ length: 5 }, () => {
      const ran = spawnSync(program, [input, String(sampleRate)], { encoding: 'utf8' });
      if (ran.status !== 0) throw new Error(`the native chain failed with status ${ran.status}`);
      return JSON.parse(ran.stdout);
    });
    return runs[0].map((stage, i) => ({ ...stage, ms: Math.min(...runs.map((run) => run[i].ms)) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
