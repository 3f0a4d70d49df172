import { expect, type Page, type Route, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

const edge = (page: Page, panel: 'library' | 'recipe') =>
  page.getByRole('separator', { name: `Width of the ${panel}` });

async function widthOf(page: Page, region: string): Promise<number> {
  return Math.round((await page.locator(region).boundingBox())?.width ?? 0);
}

test('the sides are resized with the pointer, snap shut, come back by a double click, and stay as they were left', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openWorkbench(page);
  const carry = async (panel: 'library' | 'recipe', to: number) => {
    const box = (await edge(page, panel).boundingBox())!;
    // The line itself: a width is whole pixels.
    await page.mouse.move(box.x + 5 - (panel === 'recipe' ? 1 : 0), 200);
    await page.mouse.down();
    await page.mouse.move((box.x + to) / 2, 220);
    await page.mouse.move(to, 220);
    await page.mouse.up();
  };
  expect(await widthOf(page, '.library')).toBe(280);
  await carry('library', 350);
  expect(await widthOf(page, '.library')).toBe(350);
  await carry('recipe', 1440 - 500);
  expect(await widthOf(page, '.recipe')).toBe(500);
  await carry('library', 60);
  await expect(edge(page, 'library')).toHaveAttribute('aria-valuetext', 'Closed');
  expect(await widthOf(page, '.rail')).toBe(48);
  // Sizes of the page are no part of the document.
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
  await page.reload();
  await expect(edge(page, 'library')).toHaveAttribute('aria-valuetext', 'Closed');
  expect(await widthOf(page, '.recipe')).toBe(500);
  for (const panel of ['library', 'recipe'] as const) await edge(page, panel).dblclick();
  expect(await widthOf(page, '.library')).toBe(280);
  expect(await widthOf(page, '.recipe')).toBe(380);
});

test('the edges of the sides obey arrows, Home, End and Enter', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openWorkbench(page);
  const library = edge(page, 'library');
  await library.focus();
  await page.keyboard.press('ArrowRight');
  await expect(library).toHaveAttribute('aria-valuenow', '296');
  await page.keyboard.press('End');
  await expect(library).toHaveAttribute('aria-valuenow', '420');
  await page.keyboard.press('Home');
  await expect(library).toHaveAttribute('aria-valuenow', '200');
  expect(await widthOf(page, '.library')).toBe(200);
  await page.keyboard.press('ArrowLeft');
  await expect(library).toHaveAttribute('aria-valuetext', 'Closed');
  await page.keyboard.press('Enter');
  await expect(library).toHaveAttribute('aria-valuenow', '200');
  await expect(library).toBeFocused();
  const recipe = edge(page, 'recipe');
  await recipe.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(recipe).toHaveAttribute('aria-valuenow', '396');
});

test('a narrower screen has the library behind a rail and the recipe behind a strip, and the focus follows', async ({
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 1100 });
  await openWorkbench(page);
  await expect(page.locator('.library')).toHaveCount(0);
  await page.keyboard.press('\\');
  await expect(page.getByRole('searchbox', { name: 'Search', exact: true })).toBeFocused();
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('.library')).toHaveCount(0);
  const rail = page.locator('#library-rail');
  await expect(rail.getByRole('button', { name: 'Library', exact: true })).toBeFocused();
  const step = page.getByRole('button', { name: /^Step 1, world: / });
  await step.press('Enter');
  await expect(page.locator('[data-step-head]').first()).toBeFocused();
  await page.keyboard.press('|');
  await expect(step).toBeVisible();
  await page.reload();
  await expect(step).toBeVisible();
});

test('a folded panel opens for a command that needs it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openWorkbench(page);
  await page.keyboard.press('\\');
  await expect(page.locator('.rail')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search', exact: true })).toBeFocused();
});

test('on a very wide screen source and result stand side by side and the query beside the cards', async ({ page }) => {
  await page.setViewportSize({ width: 2560, height: 1440 });
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Source and result beside each other' }).click();
  await page.keyboard.press('J');
  const source = (await page.locator('.map.source').boundingBox())!;
  const result = (await page.locator('.map.result').boundingBox())!;
  expect(result.x).toBeGreaterThanOrEqual(source.x + source.width);
  expect(result.y).toBe(source.y);
  // Each column has the axis of time under it.
  const rulers = await page.locator('.ruler').evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
  for (const [at, pane] of [source, result].entries()) {
    expect(Math.abs(rulers[at]!.x - pane.x)).toBeLessThanOrEqual(2);
    expect(Math.abs(rulers[at]!.width - pane.width)).toBeLessThanOrEqual(4);
  }
  const cards = (await page.locator('.steps').boundingBox())!;
  const query = (await page.locator('.card.query').boundingBox())!;
  expect(query.x).toBeGreaterThan(cards.x + cards.width);
  expect(Math.round(cards.width)).toBeLessThanOrEqual(520);
});

test('no chooser lies on a value of the axis where there is one column only', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page);
  const head = (await page.locator('.view-pane[data-view=spectrogram] .pane-head').boundingBox())!;
  const map = (await page.locator('.view-pane[data-view=spectrogram] .map.source').boundingBox())!;
  expect(head.y + head.height).toBeLessThanOrEqual(map.y);
});

for (const [width, height] of [
  [900, 1100],
  [1280, 800],
  [2560, 1440],
] as const) {
  test(`no violation at ${width} px, open or folded`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await openWorkbench(page);
    await expectNoViolation(page);
    await page.keyboard.press('\\');
    await page.keyboard.press('|');
    if (width > 900) await expect(page.locator('#recipe :focus')).toHaveCount(1);
    // Not the tooltip of the button that has the focus now.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tooltip')).toHaveCount(0);
    await expectNoViolation(page);
  });
}

for (const { name, width, height } of [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
]) {
  test(`what is fetched behind the first picture moves nothing of the recipe on a ${name}`, async ({ page }) => {
    const card = new Promise<Route>((held) => page.route(/source-card-[\w-]+\.js/, held));
    await page.setViewportSize({ width, height });
    await openWorkbench(page);
    if (name === 'phone') await page.getByRole('tab', { name: 'Recipe' }).click();
    const plane = page.getByRole('group', { name: 'f0 and vocal-tract length' });
    const held = await card;
    const before = await plane.boundingBox();
    await held.continue();
    await expect(page.getByRole('region', { name: 'Source of the recipe' })).toBeVisible();
    expect(await plane.boundingBox()).toEqual(before);
  });
}
