export const PAGE_TITLE = '## The page';

/** kB of the shell, compressed, without the samples and the libraries that are fetched when needed. */
const SHELL_BUDGET_KB = 400;
/** ms, from a cold browser to a page that can be used. */
const OFFLINE_BUDGET_MS = 2500;

/** The page's section of the report. */
export function pageSection({ runs, sizes, machine, load }) {
  const verdict = (value, budget) => (value <= budget ? 'within' : 'over');
  const row = (name, times, budget) => {
    const sorted = [...times].sort((a, b) => a - b);
    const best = sorted[0];
    const kept = budget === undefined ? '' : `${budget} ms, ${verdict(best, budget)}`;
    return `| ${name} | ${best.toFixed(0)} | ${sorted[sorted.length >> 1].toFixed(0)} | ${kept} |`;
  };
  const kilobytes = (bytes) => (bytes / 1000).toFixed(0);
  const sum = (key) => sizes.reduce((all, size) => all + (size.kind === 'samples' ? 0 : size[key]), 0);
  const shell = { kind: 'shell', gzip: sum('gzip'), brotli: sum('brotli') };
  return `${PAGE_TITLE}

- ${new Date().toISOString().slice(0, 10)}; ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; load ${load.toFixed(1)} when it began
- Chromium without a window, a fresh profile for each of ${runs.length} runs; times from the start of the navigation
- Usable: the sample stands on the screen and play can be pressed. Rendered: its first result is there, too
- Without a network: the browser started anew after one visit, the agent stopped

| | Best, ms | Median, ms | Budget |
|---|---|---|---|
${row(
  'first visit, usable',
  runs.map(({ online }) => online.usable),
)}
${row(
  'first visit, rendered',
  runs.map(({ online }) => online.rendered),
)}
${row(
  'cold start without a network, usable',
  runs.map(({ offline }) => offline.usable),
  OFFLINE_BUDGET_MS,
)}
${row(
  'cold start without a network, rendered',
  runs.map(({ offline }) => offline.rendered),
)}

Fetched before the first result, compressed; the shell is all but the samples, and its budget ${SHELL_BUDGET_KB} kB:

| Kind | gzip, kB | brotli, kB |
|---|---|---|
${[...sizes, shell].map(({ kind, gzip, brotli }) => `| ${kind} | ${kilobytes(gzip)} | ${kilobytes(brotli)} |`).join('\n')}

The shell is ${verdict(shell.gzip / 1000, SHELL_BUDGET_KB)} its budget with gzip, and ${verdict(shell.brotli / 1000, SHELL_BUDGET_KB)} with brotli.
`;
}
