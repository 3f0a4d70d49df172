import { type Browser, expect, type Page, test } from '@playwright/test';
import { openWorkbench, rendered, type } from './workbench.ts';

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
