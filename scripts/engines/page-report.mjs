export const PAGE_TITLE = '## The page';

/** kB of the shell, compressed, without the samples and the libraries that are fetched when needed. */
const SHELL_BUDGET_KB = 400;
/** What it is, as `e2e/shell.ts` counts it: the page works without fonts and icons, which come when they come. */
const OF_SHELL = new Set(['kernels', 'program, of the page and its workers', 'document and styles']);
/** ms, from a cold browser to a page that can be used. */
const OFFLINE_BUDGET_MS = 2500;
/** ms, 95th percentile, from the hand's event to the sound that follows it. */
const SLIDER_BUDGET_MS = 120;

/** The page's section of the report. */
export function pageSection({ runs, sizes, slider, set, machine, load }) {
  const verdict = (value, budget) => (value <= budget ? 'within' : 'over');
  const row = (name, times, budget) => {
    const sorted = [...times].sort((a, b) => a - b);
    const best = sorted[0];
    const kept = budget === undefined ? '' : `${budget} ms, ${verdict(best, budget)}`;
    return `| ${name} | ${best.toFixed(0)} | ${sorted[sorted.length >> 1].toFixed(0)} | ${kept} |`;
  };
  const slid = (name, times) => {
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
    const budget = `${SLIDER_BUDGET_MS} ms, ${verdict(at(0.95), SLIDER_BUDGET_MS)}`;
    return `| ${name} | ${at(0.5).toFixed(0)} | ${at(0.95).toFixed(0)} | ${budget} |`;
  };
  const counted = (name, time) => `| ${name} | ${(time / 1000).toFixed(1)} | ${(time / set.rows).toFixed(1)} |`;
  const kilobytes = (bytes) => (bytes / 1000).toFixed(0);
  const sum = (key) => sizes.reduce((all, size) => all + (OF_SHELL.has(size.kind) ? size[key] : 0), 0);
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

From the event of a hand that drags to the first of the sound that follows, while the sample of 2 s plays; ${slider.world.length} moves each:

| | Median, ms | 95 % within, ms | Budget |
|---|---|---|---|
${slid('f0 of `world`, its analysis cached', slider.world)}
${slid('edge of a `vocoder` of 16 bands', slider.vocoder)}

A stimulus set, ${set.rows} versions of f0 and vocal-tract length of the same 2 s, on all cores, one run:

| | s | ms a sound |
|---|---|---|
${counted('rendered', set.rendered)}
${counted('a second time, out of the cache', set.found)}
${counted('written as a zip', set.zipped)}

Fetched before the first result, compressed; the shell is kernels, program, document and styles, and its budget ${SHELL_BUDGET_KB} kB:

| Kind | gzip, kB | brotli, kB |
|---|---|---|
${[...sizes, shell].map(({ kind, gzip, brotli }) => `| ${kind} | ${kilobytes(gzip)} | ${kilobytes(brotli)} |`).join('\n')}

The shell is ${verdict(shell.gzip / 1000, SHELL_BUDGET_KB)} its budget with gzip, and ${verdict(shell.brotli / 1000, SHELL_BUDGET_KB)} with brotli.
`;
}
