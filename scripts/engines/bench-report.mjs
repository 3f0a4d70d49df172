/** Tables of what the bench measured. */

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One engine's results: `{ name, results: [{ duration, medians: { stage: ms }, bests: { stage: ms } }] }`. */
export function measured(name, results) {
  return {
    name,
    results: results.map(({ duration, times }) => ({
      duration,
      medians: Object.fromEntries(Object.entries(times).map(([stage, each]) => [stage, median(each)])),
      bests: Object.fromEntries(Object.entries(times).map(([stage, each]) => [stage, Math.min(...each)])),
    })),
  };
}

function engineTable({ name, results }, stages) {
  const [short, long] = results;
  const rows = stages.map((stage) => {
    const ms = short.medians[stage];
    const factor = ms / 1000 / short.duration;
    // Of the best runs: a busy machine makes runs longer, never shorter.
    const growth = long.bests[stage] / long.duration / (short.bests[stage] / short.duration);
    const cells = [ms.toFixed(1), short.bests[stage].toFixed(1), factor.toFixed(4), (1 / factor).toFixed(0)];
    return `| ${[stage, ...cells, growth.toFixed(2)].join(' | ')} |`;
  });
  return `### ${name}

| Stage | ms for ${short.duration} s | Best run, ms | Real-time factor | Times faster than real time | Cost of a second in ${long.duration} s / in ${short.duration} s |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

function transformTable(native, node) {
  const listed = (transforms) =>
    transforms.map(({ kind, n, count }) => `${n} x ${count}${kind === 'complex' ? ' complex' : ''}`).join(', ') ||
    'none';
  const rows = native.map(({ stage, ms, transforms }) => {
    const ratio = node.results[0].bests[stage] / ms;
    return `| ${stage} | ${listed(transforms)} | ${ms.toFixed(1)} | ${ratio.toFixed(2)} |`;
  });
  return `### Fourier transforms, length x number, for 10 s

Counted in a native build of the same sources (g++ -O3); real unless said otherwise.

| Stage | Transforms | Native, best run, ms | ${node.name} / native |
|---|---|---|---|
${rows.join('\n')}
`;
}

/** @returns the whole report; times are of one machine and one day, ratios travel better */
export function markdown({ stages, durations, runs, engines, native, machine }) {
  const date = new Date().toISOString().slice(0, 10);
  const runList = durations.map((duration, i) => `${runs[i]} runs of ${duration} s`).join(', ');
  return `# Bench

How long the WORLD chain and the channel vocoder take. Made by \`npm run bench -- --update\`; do not edit.

- Date: ${date}
- Machine: ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; one thread is used. Load when it began: ${machine.load.toFixed(1)}
- Input: two spoken sentences, repeated, 44.1 kHz mono, 5 ms frames
- Figures: medians of ${runList}, after one that does not count; the last column and the native ratio are of
  the best runs
- \`chain\` is analysis and synthesis in slices, as the engine runs them
- \`vocoder\` is the module, with sixteen bands of noise, zero-phase filters of order 6 and low-passed envelopes

${engines.map((engine) => engineTable(engine, stages)).join('\n')}${native ? `\n${transformTable(native, engines[0])}` : ''}`;
}
