import { expect, type Page, test } from '@playwright/test';

/** Keeps one file of the page back until it is asked to let go. */
async function holdBack(page: Page, file: RegExp): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(file, async (route) => {
    await gone;
    await route.continue();
  });
  return letGo;
}

test('keys that are pressed while a menu’s program is on its way are pressed in the menu', async ({ page }) => {
  const letGo = await holdBack(page, /\/assets\/popup-menu-[^/]+\.js$/);
  await page.goto('?debug');
  const panes = page.locator('[data-pane]');
  const button = page.getByRole('button', { name: 'Add a view' });
  await button.focus();
  const before = await panes.count();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.type('int');
  await page.keyboard.press('Enter');
  expect(await panes.count()).toBe(before);
  letGo();
  await expect(panes).toHaveCount(before + 1);
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(page.locator('[data-pane]', { hasText: 'Intensity' })).toBeVisible();
  await expect(button).toBeFocused();
});

test('letters that are typed while the list of steps is on its way are typed into it', async ({ page }) => {
  const letGo = await holdBack(page, /\/assets\/step-picker-[^/]+\.js$/);
  await page.goto('?debug');
  const cards = page.locator('[data-step-head]');
  await expect(cards).toHaveCount(1);
  await page.locator('[data-add-step]').focus();
  await page.keyboard.press('n');
  await page.keyboard.type('ramp');
  await page.keyboard.press('Enter');
  letGo();
  await expect(cards).toHaveCount(2);
  await expect(cards.nth(1)).toContainText('ramp');
});

test('a menu opens with the pointer and with arrows, at its first or last line, and gives the focus back', async ({
  page,
}) => {
  await page.goto('?debug');
  const button = page.getByRole('button', { name: 'Add a view' });
  const lines = page.getByRole('menuitem');
  await button.click();
  await expect(lines.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lines.first()).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(lines.last()).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(lines.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
});
