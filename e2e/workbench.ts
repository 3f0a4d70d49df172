import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { watchDialogs } from './unasked.ts';

export const FEMALE = 'public/samples/speech_female_44100.wav';

/**
 * Opens the page and waits until the sample and its first result are there. From then on a dialog that nobody asked for
 * fails the test.
 * @param offline whether the browser keeps the page: each test would store all of it anew, which takes as long as the test
 */
export async function openWorkbench(page: Page, { offline = false } = {}): Promise<void> {
  await watchDialogs(page);
  // As at an address that is not secure.
  if (!offline) await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await page.goto('?debug');
  await rendered(page, '');
  // The second sample is read behind the first.
  await page.waitForFunction(() => {
    const store = window.__sonde?.store as { getState(): PageState } | undefined;
    return store?.getState().library.every(({ status }) => status !== 'loading');
  });
}

/** The fields of the recipe, by the name that the engine gives them. */
export function field(page: Page, param: 'f0' | 'vtl' | 'duration'): Locator {
  return page.locator(`[data-param=${param}]`);
}

export async function type(page: Page, param: 'f0' | 'vtl' | 'duration', text: string): Promise<void> {
  await field(page, param).fill(text);
  await field(page, param).press('Enter');
}

interface PageState {
  readonly library: readonly { readonly status: string; readonly record?: unknown }[];
  readonly storing: number;
  readonly source?: { readonly f0: { readonly status: string } };
  readonly render: {
    readonly working: boolean;
    readonly result?: { readonly recipe: { readonly steps: readonly { readonly params: { readonly f0?: string } }[] } };
  };
}

/** Waits until nothing is rendering and the result's first step was made with this f0 text. */
export async function rendered(page: Page, f0: string): Promise<void> {
  await page.waitForFunction((text) => {
    const store = window.__sonde?.store as { getState(): PageState } | undefined;
    const state = store?.getState();
    if (!state) return false;
    const { source, render } = state;
    const ready = source?.f0.status === 'ready' && !render.working && render.result !== undefined;
    return ready && (render.result?.recipe.steps[0]?.params.f0 ?? '') === text;
  }, f0);
}

/** Drops files on the window, as the desktop does. */
export async function drop(
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<void> {
  const plain = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  await page.evaluate((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      window.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, plain);
}

/** Drops one, and waits until it is what the page shows; its result may not be there. */
export async function dropSound(page: Page, name: string, bytes: Buffer): Promise<void> {
  await drop(page, [{ name, bytes }]);
  await expect(page.locator('.header-name')).toHaveText(name);
}

/** Waits until every sound and what is said of it lies where a reload finds it. */
export async function stored(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const store = window.__sonde?.store as { getState(): PageState } | undefined;
    const state = store?.getState();
    return state?.storing === 0 && state.library.every(({ record }) => record !== undefined);
  });
}

/** Entries of the cache that outlive the page. */
export function keptEntries(page: Page): Promise<number> {
  return page.evaluate(async () => (await window.__sonde?.engine.kept())?.entries ?? 0);
}

/** Presses Export and reads what was saved. */
export async function exportFile(page: Page): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Export / }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The seconds that the clock shows. */
export async function clock(page: Page): Promise<number> {
  const text = (await page.locator('.clock-now').textContent()) ?? '';
  const [minutes = '', seconds = ''] = text.split(':');
  return Number(minutes) * 60 + Number(seconds);
}

export async function expectPlaying(page: Page): Promise<void> {
  const before = await clock(page);
  await expect.poll(() => clock(page)).not.toBe(before);
}
