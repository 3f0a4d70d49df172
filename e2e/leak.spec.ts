import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { wavOf } from './wav.ts';
import { drop } from './workbench.ts';

const RATE = 44_100;
const SOUNDS = 100;
/** Opened and closed before the first measurement: programs are compiled, pools are filled. */
const WARM_UP = 8;
/** Of the memory after that. */
const MOST_GROWTH = 0.1;

/** Some of a sawtooth that no other number has. */
function sawtooth(number: number): Int16Array {
  const period = RATE / (100 + number);
  return Int16Array.from({ length: 0.4 * RATE }, (_, frame) => 20_000 * (((frame / period) % 1) - 0.5));
}

/** Opens sounds that were never there, one after the other, each until its result is there, and closes them. */
async function openAndClose(page: Page, first: number, count: number): Promise<void> {
  for (let number = first; number < first + count; number++) {
    const name = `sound-${number}.wav`;
    await drop(page, [{ name, bytes: wavOf(RATE, sawtooth(number)) }]);
    await page.waitForFunction((opened) => {
      const { source, render } = window.__sonde!.store.getState();
      const isThere = source?.entry.fileName === opened && source.f0.status === 'ready';
      return isThere && !render.working && render.result !== undefined;
    }, name);
    await page.getByRole('row', { name: new RegExp(`sound-${number}\\b`) }).focus();
    await page.keyboard.press('Delete');
    await page.waitForFunction((opened) => {
      const { source, render } = window.__sonde!.store.getState();
      return source?.entry.fileName !== opened && !render.working;
    }, name);
  }
}

/** Bytes that the page holds, with all of its workers. */
async function memoryOf(page: Page, client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.collectGarbage');
  return page.evaluate(async () => {
    const { measureUserAgentSpecificMemory } = performance as Performance & {
      measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
    };
    return (await measureUserAgentSpecificMemory.call(performance)).bytes;
  });
}

// A trace keeps what each step saw, which takes longer than the steps.
test.use({ trace: 'off' });

test('a hundred sounds, opened and closed, leave no memory behind', async ({ page }, testInfo) => {
  test.setTimeout(240_000);
  await page.goto('?debug');
  await expect(page.locator('.sound.ready')).toHaveCount(2);
  const client = await page.context().newCDPSession(page);
  await openAndClose(page, 0, WARM_UP);
  const before = await memoryOf(page, client);
  await openAndClose(page, WARM_UP, SOUNDS);
  const after = await memoryOf(page, client);
  const description = `${(before / 1e6).toFixed(1)} MB, then ${(after / 1e6).toFixed(1)} MB`;
  testInfo.annotations.push({ type: 'memory', description });
  // One copy of each sound that somebody holds would be more; half of this growth is code that the browser compiles anew.
  expect(after).toBeLessThan((1 + MOST_GROWTH) * before);
});
