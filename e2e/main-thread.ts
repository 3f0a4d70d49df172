import type { Browser, Page } from '@playwright/test';

/** What the page's own thread did, ms of its processor's time: what else the machine did meanwhile is not in it. */
export interface MainThreadWork {
  readonly total: number;
  readonly longestTask: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds on the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Watches the threads that run pages while `act` runs. */
export async function watchMainThread(browser: Browser, page: Page, act: () => Promise<void>): Promise<MainThreadWork> {
  await browser.startTracing(page, { categories: ['-*', '__metadata', 'disabled-by-default-devtools.timeline'] });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const events = trace.traceEvents;
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const named = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const mains = new Set(named.map(threadOf));
  const tasks = events
    .filter((event) => event.name === 'RunTask' && event.ph === 'X' && mains.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
  if (tasks.length === 0) throw new Error('the trace has no task of a page: this browser names them otherwise');
  return { total: tasks.reduce((sum, task) => sum + task, 0), longestTask: Math.max(...tasks) };
}

/** ms: what a page's thread may do at a time. */
export const LONG_TASK_MS = 50;

/**
 * The longest task of a journey. A long one is looked at again on a new page: what the journey does is as long there, and
 * what fell together by chance, as the next collection of memory, is not.
 */
export async function longestTaskOf(
  browser: Browser,
  page: Page,
  journey: (page: Page) => Promise<MainThreadWork>,
): Promise<number> {
  const { longestTask } = await journey(page);
  if (longestTask < LONG_TASK_MS) return longestTask;
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
  try {
    return Math.min(longestTask, (await journey(await context.newPage())).longestTask);
  } finally {
    await context.close();
  }
}
