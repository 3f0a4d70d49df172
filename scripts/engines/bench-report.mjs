/** Tables of what the bench measured. */
import { engineKind } from './bench-kept.mjs';

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * One engine's times, boiled down: `{ name, results: [{ duration, memory, medians: { stage: ms }, bests }], resynthesis:
 * { median, best } }`.
 */
export function measured({ name, results, resynthesis }) {
  return {
    name,
    results: results.map(({ duration, times, memory }) => ({
      duration,
      memory,
      medians: Object.fromEntries(Object.entries(times).map(([stage, each]) => [stage, median(each)])),
      bests: Object.fromEntries(Object.entries(times).map(([stage, each]) => [stage, Math.min(...each)])),
    })),
    resynthesis: { median: median(resynthesis), best: Math.min(...resynthesis) },
  };
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function engineTable({ name, results, resynthesis }, stages, before) {
  const [short, ...longer] = results;
  const ratio = (stage, best) => (before?.[stage] ? (best / before[stage]).toFixed(2) : '');
  const rows = stages.map((stage) => {
    const [ms, best] = [short.medians[stage], short.bests[stage]];
    const factor = ms / 1000 / short.duration;
    // Of the best runs: a busy machine makes runs longer, never shorter.
    const growth = longer.map(({ duration, bests }) =>
      bests[stage] === undefined ? '' : (bests[stage] / duration / (best / short.duration)).toFixed(2),
    );
    return [
      stage,
      ms.toFixed(1),
      best.toFixed(1),
      factor.toFixed(4),
      (1 / factor).toFixed(0),
      ratio(stage, best),
      ...growth,
    ];
  });
  const memory = results.map(({ duration, memory }) => `${(memory / 2 ** 20).toFixed(0)} MiB for ${duration} s`);
  const again = `${resynthesis.median.toFixed(1)} ms, best ${resynthesis.best.toFixed(1)} ms`;
  const against = ratio('resynthesis', resynthesis.best);
  const head = ['Stage', `ms for ${short.duration} s`, 'Best, ms', 'Real-time factor', 'Times faster than real time'];
  return `### ${name}

${table([...head, 'To the run before', ...longer.map(({ duration }) => `A second in ${duration} s / in ${short.duration} s`)], rows)}

- Linear memory of the kernels, sound in and out included: ${memory.join(', ')}
- Two seconds again from their kept analysis, with another f0 and vocal tract: ${again}${against && `, ${against} of the run before`}
`;
}

function transformTable(native, node) {
  const listed = (transforms) =>
    transforms.map(({ kind, n, count }) => `${n} x ${count}${kind === 'complex' ? ' complex' : ''}`).join(', ') ||
    'none';
  const rows = native.map(({ stage, ms, transforms }) => {
    const ratio = node.results[0].bests[stage] / ms;
    return [stage, listed(transforms), ms.toFixed(1), ratio.toFixed(2)];
  });
  return `### Fourier transforms, length x number, for 10 s

Counted in a native build of the same sources (g++ -O3); real unless said otherwise.

${table(['Stage', 'Transforms', 'Native, best run, ms', `${node.name} / native`], rows)}
`;
}

/** @param before what was kept of such a machine, or undefined */
export function worldTables({ stages, engines, native }, before) {
  const parts = engines.map((engine) => engineTable(engine, stages, before?.engines[engineKind(engine.name)]));
  return native ? [...parts, transformTable(native, engines[0])] : parts;
}

export const FFT_TITLE = '## A real Fourier transform';

/** One table per engine: us of a forward transform, and how many times Sonde's own the others take. */
export function fftText(engines, machine) {
  const tables = engines.map(({ name, results }) => {
    const contenders = Object.keys(results[0].times);
    const own = contenders[0];
    const rows = contenders.map((contender) => [
      contender,
      ...results.map(({ times }) => `${times[contender].toFixed(1)} (${(times[contender] / times[own]).toFixed(1)})`),
    ]);
    return `### ${name}

${table(['us, and to the first', ...results.map(({ size }) => `${size}`)], rows)}
`;
  });
  return `${FFT_TITLE}

Of so many samples to half a spectrum, beside the npm packages that one could take instead. Best batch of many, all in
turn in one run. Machine: ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; ${new Date().toISOString().slice(0, 10)}.

${tables.join('\n')}
`;
}

/** @returns the whole report; times are of one machine and one day, ratios travel better */
export function markdown({ parts, plans, machine, load, kept }) {
  const date = new Date().toISOString().slice(0, 10);
  const runs = plans.map((plan) => `${plan.runs} of ${plan.duration} s`).join(', ');
  const before = kept ? `the run of ${kept.date} on such a machine` : 'none of such a machine was kept';
  return `# Bench

How long the WORLD chain and the channel vocoder take. Made by \`npm run bench -- --update\`; do not edit.

- Date: ${date}
- Machine: ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; one thread is used. Load when it began: ${load.toFixed(1)}
- Input: two spoken sentences, repeated, 44.1 kHz mono, 5 ms frames
- Figures: medians of the runs (${runs}), after one that does not count; ratios are of the best runs
- The run before: ${before}
- \`kernels\` is the sum of the stages above it, 64 frames at a time in a fresh instance, nothing copied out;
  \`chain\` is analysis and synthesis in slices, as the engine runs them, with whole spectra copied out and in again
- \`harvest\` is that f0 alone, \`harvest chain\` the chain with it instead of DIO and StoneMask
- \`vocoder\` is the module, with sixteen bands of noise, zero-phase filters of order 6 and low-passed envelopes

${parts.join('\n')}`;
}
