import { expect, type Page, test } from '@playwright/test';
import { openWorkbench, rendered, type } from './workbench.ts';

/**
 * The page as it is meant to look. What changed on purpose is taken by
 * `npx playwright test e2e/screens.spec --update-snapshots`, once somebody has looked at it.
 */

// Strokes differ by a shade from processor to processor; a thing that moved or is gone makes more than this.
const SAME = { stylePath: 'e2e/screens.css', maxDiffPixelRatio: 0.002, timeout: 60_000 };

async function still(page: Page, width: number, height: number, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
}

/** A talker an octave lower, with a longer tract: on small screens the recipe is elsewhere, so it is set before. */
async function openLowered(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openWorkbench(page);
  await type(page, 'f0', '-12st');
  await type(page, 'vtl', '+3.8st');
  await rendered(page, '-12st');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the workbench in ${colorScheme}, from a telephone to a wall`, async ({ page }) => {
    await still(page, 1280, 800, colorScheme);
    await openLowered(page);
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
      [2560, 1440],
    ] as const) {
      await still(page, width, height, colorScheme);
      // One size has the maps as they are; in the others they would be most of the picture's bytes.
      const mask = width === 1280 ? [] : [page.locator('.pane.map > .canvas')];
      const options = { ...SAME, mask, maskColor: '#888' };
      await expect(page).toHaveScreenshot(`workbench-${width}-${colorScheme}.png`, options);
    }
  });
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
