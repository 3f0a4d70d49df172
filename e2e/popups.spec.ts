import { expect, type Page, type Request, test } from '@playwright/test';
import { field, openWorkbench } from './workbench.ts';

const MENU = /\/assets\/popup-menu-[^/]+\.js$/;
const BOX = /\/assets\/popup-box-[^/]+\.js$/;
const EDITOR = /\/assets\/json-editor-[^/]+\.js$/;
const PICKER = /\/assets\/step-picker-[^/]+\.js$/;

interface HeldBack {
  /** The page's request for it. */
  readonly asked: Promise<Request>;
  readonly letGo: () => void;
}

/** Keeps one file of the page back until it is asked to let go. */
async function holdBack(page: Page, file: RegExp): Promise<HeldBack> {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const asked = page.waitForRequest(file);
  await page.route(file, async (route) => {
    await gone;
    await route.continue();
  });
  return { asked, letGo };
}

/** Lets nobody have one file of the page until it is asked to. */
async function refuse(page: Page, file: RegExp): Promise<HeldBack> {
  const asked = page.waitForEvent('requestfailed', (request) => file.test(request.url()));
  await page.route(file, (route) => route.abort());
  return { asked, letGo: () => void page.unroute(file) };
}

test('keys that are pressed while a menu’s program is on its way are pressed in the menu', async ({ page }) => {
  const { asked, letGo } = await holdBack(page, MENU);
  await page.goto('?debug');
  const panes = page.locator('[data-pane]');
  const button = page.getByRole('button', { name: 'Add a view' });
  await button.focus();
  const before = await panes.count();
  await page.keyboard.press('Enter');
  await asked;
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.type('int');
  await page.keyboard.press('Enter');
  expect(await panes.count()).toBe(before);
  await expect(page.getByRole('menu')).toHaveCount(0);
  letGo();
  await expect(panes).toHaveCount(before + 1);
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(page.locator('[data-pane]', { hasText: 'Intensity' })).toBeVisible();
  await expect(button).toBeFocused();
});

test('letters that are typed while the list of steps is on its way are typed into it', async ({ page }) => {
  const { asked, letGo } = await holdBack(page, PICKER);
  await page.goto('?debug');
  const cards = page.locator('[data-step-head]');
  await expect(cards).toHaveCount(1);
  await page.locator('[data-add-step]').focus();
  await page.keyboard.press('n');
  await page.keyboard.type('ramp');
  await page.keyboard.press('Enter');
  await asked;
  await expect(page.locator('.picker')).toHaveCount(0);
  letGo();
  await expect(cards).toHaveCount(2);
  await expect(cards.nth(1)).toContainText('ramp');
});

test('who goes on typing in a field does so, and the menu that was on its way does not open', async ({ page }) => {
  const { asked, letGo } = await holdBack(page, MENU);
  await openWorkbench(page);
  const button = page.getByRole('button', { name: 'Add a view' });
  const typed = field(page, 'f0');
  await button.click();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await typed.click();
  await page.keyboard.type('+3st');
  await expect(typed).toHaveValue('+3st');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  // The same where the keys lead away.
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(button).not.toBeFocused();
  const answer = (await asked).response();
  letGo();
  await (await answer)?.finished();
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('Escape closes a menu that is still on its way, and keys are what they were', async ({ page }) => {
  const { asked, letGo } = await holdBack(page, MENU);
  await openWorkbench(page);
  const button = page.getByRole('button', { name: 'Add a view' });
  await button.focus();
  await page.keyboard.press('Enter');
  await asked;
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.type('int');
  await page.keyboard.press('Escape');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(button).toBeFocused();
  await page.keyboard.press('n');
  await expect(page.locator('.picker')).toBeVisible();
  await page.keyboard.press('Escape');
  letGo();
  await button.click();
  await expect(page.getByRole('menu')).toBeVisible();
});

const UNFETCHED = [
  { what: 'menu', file: MENU, name: 'Add a view', opened: '[role=menu]' },
  { what: 'box', file: BOX, name: 'Storage', opened: '[role=dialog]' },
  { what: 'list of steps', file: PICKER, name: 'Add step', opened: '.picker' },
] as const;

for (const { what, file, name, opened } of UNFETCHED) {
  test(`a ${what} that could not be fetched says so while it is open, and is fetched when it is opened again`, async ({
    page,
  }) => {
    const { asked, letGo } = await refuse(page, file);
    await openWorkbench(page);
    const button = page.getByRole('button', { name, exact: true }).first();
    const said = page.getByRole('alert');
    await button.click();
    await asked;
    await expect(said).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(said).toHaveCount(0);
    await button.click();
    await expect(said).toBeVisible();
    letGo();
    await button.click();
    await expect(page.locator(opened)).toBeVisible();
    await expect(said).toHaveCount(0);
  });
}

test('keys fetch again what could not be fetched: the list of steps, and the editor of the recipe as text', async ({
  page,
}) => {
  const said = page.getByRole('alert');
  for (const { key, file, opened } of [
    { key: 'n', file: PICKER, opened: '.picker' },
    { key: 'j', file: EDITOR, opened: '.json-editor' },
  ]) {
    const { asked, letGo } = await refuse(page, file);
    await openWorkbench(page);
    await page.keyboard.press(key);
    await asked;
    await expect(said).toBeVisible();
    letGo();
    // The text is put away and opened again; what asks for a step asks once more.
    if (key === 'j') await page.keyboard.press(key);
    await page.keyboard.press(key);
    await expect(page.locator(opened)).toBeVisible();
    await expect(said).toHaveCount(0);
  }
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
  await expect(button).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(lines.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
});
