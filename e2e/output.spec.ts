import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { expectPlaying, openWorkbench } from './workbench.ts';

let browser: Browser;

/** A browser with outputs of its own: the system's and two others, which names them to a page that may use a microphone. */
async function openPage(): Promise<Page> {
  const { launchOptions, baseURL, viewport } = test.info().project.use;
  browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  const context = await browser.newContext({
    permissions: ['microphone'],
    ...(viewport ? { viewport } : {}),
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  return context.newPage();
}
test.afterEach(() => browser.close());

const HEADPHONES = 'Fake Audio Output 1';

async function openBox(page: Page) {
  await page.getByRole('button', { name: /^Listening/ }).click();
  return page.getByRole('dialog', { name: 'Listening' });
}

/** What the devices are called that the page's contexts go to; empty for the system's. */
function sinks(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const all = await navigator.mediaDevices.enumerateDevices();
    const { opened } = window as unknown as { opened: readonly (AudioContext & { sinkId: string })[] };
    return opened
      .filter(({ state }) => state !== 'closed')
      .map(
        ({ sinkId }) => all.find(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === sinkId)?.label ?? '',
      );
  });
}

/** Remembers the audio contexts that the page opens. */
async function watchContexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const opened: AudioContext[] = [];
    const Original = AudioContext;
    class Watched extends Original {
      constructor(options?: AudioContextOptions) {
        super(options);
        opened.push(this);
      }
    }
    Object.assign(window, { opened, AudioContext: Watched });
  });
}

test('an output that was chosen is played through, shown by name, and still chosen the next time', async () => {
  const page = await openPage();
  await watchContexts(page);
  await openWorkbench(page);
  await page.locator('#transport').press('l');
  await page.getByRole('button', { name: 'Play' }).click();
  await expectPlaying(page);
  expect(await sinks(page)).toEqual(['']);
  const box = await openBox(page);
  await expect(box).toContainText(/File 44100\sHz, page 44100\sHz, device \d+\sHz/);
  await box.getByRole('button', { name: /^Output: The system/ }).click();
  await page.getByRole('menuitemradio', { name: HEADPHONES }).click();
  await expect(box.getByRole('button', { name: `Output: ${HEADPHONES}` })).toBeVisible();
  await expectNoViolation(page);
  expect(await sinks(page)).toEqual([HEADPHONES]);
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await expectPlaying(page);
  expect(await sinks(page)).toEqual([HEADPHONES]);
  await expect((await openBox(page)).getByRole('button', { name: `Output: ${HEADPHONES}` })).toBeVisible();
});

test('a chosen output that is gone plays nothing elsewhere: a bar says so, and the default one is a press away', async () => {
  const page = await openPage();
  await page.addInitScript(() => localStorage.setItem('sonde.output', 'unplugged\nBooth headphones'));
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Play' }).click();
  const bar = page.locator('.output-bar');
  await expect(bar).toContainText('Booth headphones is gone.');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expectNoViolation(page);
  await bar.getByRole('button', { name: 'Use default' }).click();
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Play' })).toBeFocused();
  await page.getByRole('button', { name: 'Play' }).click();
  await expectPlaying(page);
});
