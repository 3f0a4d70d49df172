import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { drop, openWorkbench, rendered, type } from './workbench.ts';

/**
 * The page as it is meant to look. What changed on purpose is taken by
 * `npx playwright test e2e/screens.spec --update-snapshots`, once somebody has looked at it.
 */

// Strokes differ by a shade from processor to processor; a thing that moved or is gone makes more than this.
const SAME = { stylePath: 'e2e/screens.css', maxDiffPixelRatio: 0.002, timeout: 60_000 };
const PHONE = { width: 390, height: 844 };

async function still(page: Page, width: number, height: number, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
}

/** A talker an octave lower, with a longer tract. */
async function lower(page: Page): Promise<void> {
  await type(page, 'f0', '-12st');
  await type(page, 'vtl', '+3.8st');
  await rendered(page, '-12st');
}

/** One size has the maps as they are; in the others they would be most of the picture's bytes. */
const masked = (page: Page) => ({ ...SAME, mask: [page.locator('.pane.map > .canvas')], maskColor: '#888' });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the workbench in ${colorScheme}, on a desk and on a wall`, async ({ page }) => {
    await still(page, 1280, 800, colorScheme);
    await openWorkbench(page);
    await lower(page);
    await expect(page).toHaveScreenshot(`workbench-1280-${colorScheme}.png`, SAME);
    await still(page, 2560, 1440, colorScheme);
    await expect(page).toHaveScreenshot(`workbench-2560-${colorScheme}.png`, masked(page));
  });

  test(`the tabs of a telephone in ${colorScheme}`, async ({ browser, baseURL }) => {
    const page = await openPhone(browser, baseURL, colorScheme);
    await page.getByRole('tab', { name: 'Recipe' }).click();
    await lower(page);
    await page.locator('.phone-page').evaluate((element) => element.scrollTo(0, 0));
    await expect(page).toHaveScreenshot(`recipe-390-${colorScheme}.png`, masked(page));
    await page.getByRole('tab', { name: 'Look' }).click();
    await expect(page).toHaveScreenshot(`workbench-390-${colorScheme}.png`, masked(page));
    await page.getByRole('tab', { name: 'Library' }).click();
    await expect(page).toHaveScreenshot(`library-390-${colorScheme}.png`, SAME);
    await page.context().close();
  });
}

/** With fingers, so that what is touched is as large as it is for them. */
async function openPhone(browser: Browser, baseURL: string | undefined, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({
    viewport: PHONE,
    hasTouch: true,
    colorScheme,
    reducedMotion: 'reduce',
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await openWorkbench(page);
  return page;
}

test('the other screens', async ({ page }) => {
  await still(page, 1280, 800, 'light');
  await openWorkbench(page);
  for (const [name, id] of [
    ['Sets', 'set-screen'],
    ['Record', 'record-screen'],
    ['Settings', 'settings-screen'],
  ] as const) {
    await page.goto(`#${name.toLowerCase()}`);
    await expect(page.locator(`#${id}`)).toBeVisible();
    await expect(page).toHaveScreenshot(`${name.toLowerCase()}-1280-light.png`, SAME);
  }
});

/** Both themes of what stands there. @param maps that would be most of the picture's bytes */
async function expectBoth(page: Page, name: string, maps: readonly Locator[] = [], part?: Locator): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const options = { ...SAME, mask: [...maps], maskColor: '#888' };
    // No tooltip of what lies under the pointer by chance.
    await page.mouse.move(0, 0);
    await expect(part ?? page).toHaveScreenshot(`${name}-${colorScheme}.png`, options);
  }
}

const NESTED = {
  file: 'speech_female_44100.wav',
  stack: [
    { module: 'world', f0: '-2st' },
    { module: 'mixin', file: { file: 'speech_male_44100.wav', stack: [{ module: 'world', f0: '+4st' }] } },
  ],
};

test('a picture before it is saved, a nested recipe, the bin and a lab without sounds', async ({ page }) => {
  await still(page, 1280, 800, 'light');
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Pane: Spectrogram' }).click();
  await page.getByRole('menuitem', { name: 'Save picture' }).click();
  await expect(page.getByRole('img', { name: 'Preview of the picture' })).toBeVisible();
  await expectBoth(page, 'figure-1280', [page.locator('.figure-preview > img')], page.locator('.dialog-box'));
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, JSON.stringify(NESTED));
  await page.getByRole('button', { name: /^File: open the nested recipe/ }).click();
  await rendered(page, '+4st');
  await expectBoth(page, 'nested-1280', [page.locator('.pane.map > .canvas')]);
  await page.getByRole('button', { name: 'Back to the whole' }).click();
  await rendered(page, '-2st');

  await page.getByRole('row').first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expectBoth(page, 'empty-1280');
  await page.getByRole('button', { name: 'More of the library' }).click();
  await page.getByRole('menuitem', { name: 'Bin (2)' }).click();
  await page.getByRole('button', { name: 'Empty the bin' }).click();
  await expectBoth(page, 'bin-1280');
});

test('a microphone that is not allowed, and a link that is none, on a telephone', async ({ page }) => {
  await still(page, PHONE.width, PHONE.height, 'light');
  await page.goto('?debug#record');
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The microphone is not allowed' })).toBeVisible();
  await expectBoth(page, 'denied-390');
  await page.goto('?debug#verify');
  await page.getByLabel('Stimulus link').fill('https://example.org/');
  await page.keyboard.press('Enter');
  await expect(page.locator('.verdict')).toBeVisible();
  await expectBoth(page, 'verify-390');
});

test('a set and its map on a wall', async ({ page }) => {
  await still(page, 2560, 1440, 'light');
  await openWorkbench(page);
  const values = { from: -12, to: 0, n: 7, as: 'st' };
  const manifest = {
    format: 'sonde-set/1',
    name: 'grid',
    recipe: { file: 'speech_female_44100.wav', stack: [{ module: 'slice', end: 0.3 }, { module: 'world' }] },
    factors: [
      { name: 'f0', path: 'stack[1].f0', values },
      { name: 'vtl', path: 'stack[1].vtl', values: { ...values, from: 0, to: 6 } },
    ],
    naming: '{f0}_{vtl}',
  };
  await drop(page, [{ name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) }]);
  await expect(page.locator('.count-line strong')).toContainText('= 49 sounds');
  await expectBoth(page, 'sets-2560');
});
