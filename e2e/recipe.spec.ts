import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { exportFile, field, openWorkbench, rendered, type } from './workbench.ts';

/** Adds a step as someone does who knows its name. */
async function add(page: Page, module: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('searchbox', { name: 'Steps that can be added' }).fill(module);
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: new RegExp(`^Step \\d+, ${module}$`) });
  await expect(card).toBeVisible();
  // By way of the button, whose tip is shown for a moment.
  await expect(card.locator(':focus')).toHaveCount(1);
  return card;
}

function names(page: Page): Promise<string[]> {
  return page.locator('.step-title').allTextContents();
}

const READY = /Ready|Cached/;

test('every module is added, is ready, and leaves a sound', async ({ page }) => {
  test.slow();
  await openWorkbench(page);
  for (const module of ['pad', 'slice', 'ramp', 'time-reverse', 'vocoder', 'channel-patch']) {
    const card = await add(page, module);
    await expect(card.locator('.step-state')).toHaveText(READY);
    await card.getByRole('button', { name: new RegExp(`^${module}`) }).click();
  }
  const mixin = await add(page, 'mixin');
  await expect(mixin.locator('.step-state')).toHaveText('Problem');
  await expect(page.getByText('1 problem. You hear the last valid version.')).toBeVisible();
  await mixin.getByRole('button', { name: /^File: / }).click();
  await page.getByRole('menuitem', { name: 'Sample: adult voice, male' }).click();
  await expect(mixin.locator('.step-state')).toHaveText(READY);
  const gibberish = await add(page, 'gibberish');
  await gibberish.getByRole('button', { name: /^Sounds: / }).click();
  await page.getByRole('menuitem', { name: 'Sample: adult voice, female' }).click();
  await expect(gibberish.locator('.step-state')).toHaveText(READY);
  const { name } = await exportFile(page);
  expect(name).toMatch(/^speech_female_44100\.world\.pad\.slice\.ramp\..*gibberish\.wav$/);
});

test('an implant with 8, 16 and 22 bands is simulated from the form', async ({ page }) => {
  await openWorkbench(page);
  const card = await add(page, 'vocoder');
  await expect(card.locator('.step-summary')).toHaveText('16 bands \u00b7 greenwood 100\u20138000 Hz \u00b7 noise');
  const bands = card.getByLabel('Bands', { exact: true }).and(page.locator('input'));
  await bands.fill('8');
  await bands.press('Enter');
  await expect(card.locator('.step-summary')).toHaveText(/^8 bands/);
  await card.getByRole('radio', { name: 'Preset' }).click();
  await expect(card.locator('.step-summary')).toHaveText(/^ci24/);
  await expect(card.locator('.step-state')).toHaveText(READY);
  await card.getByRole('radio', { name: 'Rule' }).click();
  await expect(bands).toHaveValue('8');
});

test('a refused value stays with its reason, the card lists it, and the sound stays', async ({ page }) => {
  await openWorkbench(page);
  const card = await add(page, 'vocoder');
  await expect(card.locator('.step-state')).toHaveText(READY);
  const order = card.getByLabel('Order', { exact: true }).first();
  await order.fill('3');
  await order.press('Enter');
  await expect(
    card.getByText('Expected an even order, of which zero-phase takes half in each direction, got 3.'),
  ).toBeVisible();
  await expect(order).toHaveAttribute('aria-invalid', 'true');
  await expect(card.locator('.step-state')).toHaveText('Problem');
  await order.press('Escape');
  await expect(order).toHaveValue('8');
  await expect(card.locator('.step-state')).toHaveText(READY);
  // The designer has a way out of it.
  await order.fill('3');
  await order.press('Enter');
  await expect(card.getByText('Zero-phase needs an even order; got 3.')).toBeVisible();
  await card.getByRole('button', { name: 'Use 4' }).click();
  await expect(order).toHaveValue('4');
  await expect(card.locator('.step-state')).toHaveText(READY);
});

test('a pasted column becomes the edges of a filterbank', async ({ page }) => {
  await openWorkbench(page);
  const card = await add(page, 'vocoder');
  await card.getByRole('radio', { name: 'List' }).first().click();
  const group = card.getByRole('group', { name: 'List' });
  await group
    .getByRole('textbox')
    .first()
    .evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', '80\n300\n');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
  await expect(card.locator('.step-summary')).toHaveText(/^5 bands/);
  await expect(card.locator('.step-state')).toHaveText(READY);
});

test('a bypassed step is absent from the query and comes back as it was', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-6st');
  await page.getByRole('button', { name: 'JSON' }).click();
  const query = page.getByRole('region', { name: 'Query' });
  await expect(query).toContainText('-6st');
  await page.getByRole('button', { name: 'Bypass' }).click();
  await expect(query).not.toContainText('world');
  await expect(page.locator('.step-state')).toHaveText('Bypassed');
  await page.keyboard.press('Control+z');
  await expect(query).toContainText('-6st');
  await rendered(page, '-6st');
});

test('the recipe is listened to up to a step, and exported whole', async ({ page }) => {
  await openWorkbench(page);
  await add(page, 'time-reverse');
  await page.getByRole('button', { name: 'Listen here' }).first().click();
  await expect(page.getByText('Listening after step 1. Export uses all 2 steps.')).toBeVisible();
  await expect(page.locator('.step-state').last()).toHaveText('Waiting');
  const { name } = await exportFile(page);
  expect(name).toBe('speech_female_44100.world.time-reverse.wav');
  await page.getByRole('button', { name: 'Back to the end' }).click();
  await expect(page.locator('.step-state').last()).toHaveText(READY);
});

test('each card says what its step gives, and what it gave while that is being made anew', async ({ page }) => {
  await openWorkbench(page);
  await expect(page.locator('.step-gives')).toHaveCount(0);
  const card = await add(page, 'pad');
  const gives = page.locator('.step-gives');
  await expect(gives).toHaveText([/^Gives 2\.\d+\ss · 44\.1\skHz · mono · Peak −/, /^Gives 2\./]);
  const foot = page.locator('.output-line');
  const last = async () => (await gives.last().textContent())?.replace('Gives ', '');
  expect(await last()).toBe(await foot.textContent());
  await card.getByLabel('Before', { exact: true }).fill('1');
  await card.getByLabel('Before', { exact: true }).press('Enter');
  await expect(gives.last()).toHaveText(/^Gives 3\./);
  expect(await last()).toBe(await foot.textContent());
});

test('cards are reordered by hand, and Escape puts them back', async ({ page }) => {
  await openWorkbench(page);
  await add(page, 'ramp');
  await page.getByRole('button', { name: /^world/ }).click();
  // What a step gives is one line more of its card, once it is known.
  await expect(page.locator('.step-gives')).toHaveCount(2);
  const handle = (await page.getByRole('button', { name: /^Move ramp/ }).boundingBox())!;
  const target = (await page.getByRole('button', { name: /^Move world/ }).boundingBox())!;
  await page.mouse.move(handle.x + 8, handle.y + 8);
  await page.mouse.down();
  await page.mouse.move(target.x + 8, target.y - 4, { steps: 6 });
  await expect.poll(() => names(page)).toEqual(['ramp', 'world']);
  await page.mouse.up();
  await page.keyboard.press('Control+z');
  await expect.poll(() => names(page)).toEqual(['world', 'ramp']);
});

test('a recipe is made, changed and ordered without a pointer', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('n');
  await page.keyboard.type('ramp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Duration' }).getByRole('textbox').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-step-head]').last()).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => names(page)).toEqual(['ramp', 'world']);
  await expect(page.locator('[data-step-head]').first()).toBeFocused();
  await expect(page.getByText('ramp, now step 1 of 2.')).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-step-head]').last()).toBeFocused();
  await page.keyboard.press('Shift+D');
  await expect.poll(() => names(page)).toEqual(['ramp', 'world', 'world']);
  await expect(page.locator('[data-step-head]').last()).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('second voice');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['ramp', 'world', 'second voice']);
  await expect(page.locator('[data-step-head]').last()).toBeFocused();
  await page.keyboard.press('b');
  await expect(page.locator('.step-state').last()).toHaveText('Bypassed');
  await page.keyboard.press('Delete');
  await expect.poll(() => names(page)).toEqual(['ramp', 'world']);
  await expect(page.locator('[data-step-head]').last()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(field(page, 'f0').or(page.getByRole('slider')).first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(() => names(page)).toEqual(['ramp', 'world', 'second voice']);
});

for (const width of [390, 1280]) {
  test(`no violation among cards, forms and menus at ${width} px`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
    await openWorkbench(page);
    if (width === 390) await page.getByRole('tab', { name: 'Recipe' }).click();
    await page.getByRole('button', { name: 'Add step' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectNoViolation(page);
    await page.keyboard.press('Escape');
    const card = await add(page, 'vocoder');
    await card.getByLabel('Order', { exact: true }).first().fill('3');
    await page.keyboard.press('Enter');
    await add(page, 'gibberish');
    await expectNoViolation(page);
    await page.getByRole('button', { name: 'About vocoder' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoViolation(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
