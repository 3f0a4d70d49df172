/** `npm run check`: everything about the sources that can be known without running them. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { run, runAll } from './tasks.mjs';

const node = (name, ...args) => ({ name, work: () => run(process.execPath, args) });

/** Its errors as lines; zero modules means that it could not read the sources, not that they are well. */
async function checkArrows() {
  const { output } = await run('depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']);
  const start = output.indexOf('{');
  if (start < 0) return { ok: false, output };
  const { summary } = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
  const lines = summary.violations.map(({ rule, from, to }) => `${from} -> ${to} (${rule.name})`);
  if (summary.totalCruised === 0) lines.push('0 modules were cruised');
  return { ok: lines.length === 0, output: lines.join('\n') };
}

/** Kernels that changed have to be compared in every engine before anybody takes them: the table names its binary. */
async function checkConformanceTable() {
  const top = new URL('../', import.meta.url);
  const binary = await readFile(new URL('public/wasm/sonde.wasm', top));
  const table = await readFile(new URL('CONFORMANCE.md', top), 'utf8');
  const digest = createHash('sha256').update(binary).digest('hex');
  const ok = table.includes(`\`public/wasm/sonde.wasm\`: ${binary.length} bytes, SHA-256 \`${digest}\``);
  return { ok, output: 'CONFORMANCE.md is about another binary: npm run conformance -- --update --arm64 all' };
}

const failed = await runAll([
  ...['core', 'web', 'worker', 'worklet', 'agent', 'client', 'test'].map((zone) => ({
    name: `types of ${zone}`,
    // What did not change since the last check is not checked again: most of a check's time.
    work: () =>
      run('tsc', [
        ...['-p', `tsconfig.${zone}.json`],
        ...['--incremental', '--tsBuildInfoFile', `node_modules/.cache/tsc/${zone}.tsbuildinfo`],
      ]),
  })),
  { name: 'lint and format', work: () => run('biome', ['check', '--diagnostic-level=warn', '--error-on-warnings']) },
  { name: 'arrows between folders', work: checkArrows },
  { name: 'dead files, exports and dependencies', work: () => run('knip', []) },
  node('documentation of core', 'scripts/check-docs.mjs'),
  node('length of files', 'scripts/check-length.mjs'),
  node('generated ABI is what the headers say', 'scripts/gen-abi.mjs', '--check'),
  { name: 'conformance table is about the committed binary', work: checkConformanceTable },
]);

if (failed.length > 0) {
  process.stdout.write(`\n${failed.length} failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
