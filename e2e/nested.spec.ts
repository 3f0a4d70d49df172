import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { exportFile, field, openWorkbench, type } from './workbench.ts';

/** A talker and a masker, which is another talker with a shorter tract: as experiments ask a VTServer for them. */
const REQUEST = JSON.stringify({
  action: 'process',
  mode: 'sync',
  file: 'speech_female_44100.wav',
  stack: [
    { module: 'world', f0: '-2st' },
    {
      module: 'mixin',
      file: { file: 'speech_male_44100.wav', stack: [{ module: 'world', f0: '+4st' }, { module: 'time-reverse' }] },
      levels: [0, -6],
      pad: [0.25, 0.25, 0, 0],
    },
  ],
});

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

interface Held {
  readonly render: { readonly working: boolean; readonly result?: { readonly rendered: { readonly query: string } } };
}

const WHOLE = '{"file":"speech_female';
const INSIDE = '{"file":"speech_male';

/** Waits until what is heard was made by a query that begins like this and has this text, and nothing is being made. */
async function heard(page: Page, begin: string, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const store = window.__sonde?.store as { getState(): Held } | undefined;
      const { render } = store?.getState() ?? {};
      const query = render?.result?.rendered.query.replaceAll(/\s/g, '');
      return render?.working === false && query?.startsWith(wanted.begin) && query.includes(wanted.text);
    },
    { begin, text },
    { timeout: 30_000 },
  );
}

const masker = (page: Page): Locator => page.getByRole('button', { name: /^File: open the nested recipe/ });
const trail = (page: Page): Locator => page.getByRole('navigation', { name: 'Nested recipes' });
const titles = (page: Page): Locator => page.locator('.step-title');
const source = (page: Page): Locator => page.getByRole('region', { name: 'Source of the recipe' });

async function openMasker(page: Page): Promise<void> {
  await openWorkbench(page);
  await paste(page, REQUEST);
  await expect(titles(page)).toHaveText(['world', 'mixin']);
  await heard(page, WHOLE, '"f0":"-2st"');
  await masker(page).click();
  await expect(trail(page)).toHaveText('Recipemixin');
  await heard(page, INSIDE, '"module":"time-reverse"');
}

test('the masker of a pasted request is opened, changed and left, and the mixture follows', async ({ page }) => {
  await openWorkbench(page);
  await paste(page, REQUEST);
  await heard(page, WHOLE, '"f0":"-2st"');
  await expect(masker(page)).toContainText('Sample: adult voice, male \u00b7 world, time-reverse');
  const before = await exportFile(page);
  await masker(page).click();
  await expect(trail(page)).toHaveText('Recipemixin');
  await expect(titles(page)).toHaveText(['world', 'time-reverse']);
  await expect(page.getByText('Listening to the nested recipe. Export uses the whole recipe.')).toBeVisible();
  await expect(field(page, 'f0')).toHaveValue('+4st');
  await type(page, 'f0', '+7st');
  await heard(page, INSIDE, '"f0":"+7st"');
  const inside = await exportFile(page);
  expect(inside.name).toBe(before.name);
  expect(inside.bytes.equals(before.bytes)).toBe(false);
  await trail(page).getByRole('button', { name: 'Recipe', exact: true }).click();
  await expect(titles(page)).toHaveText(['world', 'mixin']);
  await expect(masker(page)).toBeFocused();
  await heard(page, WHOLE, '"f0":"-2st"');
  expect((await exportFile(page)).bytes.equals(inside.bytes)).toBe(true);
  await page.keyboard.press('Control+z');
  await expect(field(page, 'f0')).toHaveValue('+4st');
  await expect(trail(page)).toHaveText('Recipemixin');
  await page.keyboard.press('Control+Shift+z');
  await heard(page, WHOLE, '"f0":"-2st"');
});

test('an open nested recipe is there again after a reload, with what was bypassed in it', async ({ page }) => {
  await openMasker(page);
  await page.getByRole('button', { name: 'Bypass' }).last().click();
  await expect(page.locator('.step-state').last()).toHaveText('Bypassed');
  await heard(page, INSIDE, '"outputLength":"frames"}]');
  await page.reload();
  await expect(trail(page)).toHaveText('Recipemixin');
  await expect(titles(page)).toHaveText(['world', 'time-reverse']);
  await expect(page.locator('.step-state').last()).toHaveText('Bypassed');
  await heard(page, INSIDE, '"f0":"+4st"');
  await page.getByRole('button', { name: 'Back to the whole' }).click();
  await heard(page, WHOLE, '"f0":"-2st"');
  await masker(page).click();
  await expect(titles(page)).toHaveText(['world', 'time-reverse']);
});

test('a recipe is nested, opened and left with keys alone', async ({ page }) => {
  await openWorkbench(page);
  const pick = source(page).getByRole('button', { name: /^Source: / });
  await pick.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Change this sound\u2026' }).focus();
  await page.keyboard.press('Enter');
  await expect(trail(page)).toHaveText('Recipesource');
  await expect(trail(page).locator('[aria-current]')).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.type('time-reverse');
  await page.keyboard.press('Enter');
  await expect(titles(page)).toHaveText(['time-reverse']);
  await heard(page, WHOLE, '"stack":[{"module":"time-reverse"}]');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await expect(trail(page)).toHaveCount(0);
  const card = source(page).getByRole('button', { name: /open the nested recipe/ });
  await expect(card).toBeFocused();
  await expect(card).toContainText('time-reverse');
  await heard(page, '{"file":{', '"module":"world"');
  await page.keyboard.press('Enter');
  await expect(titles(page)).toHaveText(['time-reverse']);
  await page.keyboard.press('Escape');
  await expect(titles(page)).toHaveText(['world']);
});

test('a source of two sounds, one after the other, is put in another order', async ({ page }) => {
  await openWorkbench(page);
  await paste(
    page,
    JSON.stringify({
      file: ['speech_female_44100.wav', 'speech_male_44100.wav'],
      stack: [{ module: 'pad', after: 0.1 }],
    }),
  );
  const list = source(page).getByRole('list', { name: 'Source' });
  await expect(list.getByRole('listitem')).toHaveText(['Sample: adult voice, female', 'Sample: adult voice, male']);
  await heard(page, '{"file":["speech_female', '"module":"pad"');
  const first = await exportFile(page);
  await list.getByRole('button', { name: /^Move Sample: adult voice, male .* up$/ }).click();
  await expect(list.getByRole('listitem')).toHaveText(['Sample: adult voice, male', 'Sample: adult voice, female']);
  await heard(page, '{"file":["speech_male', '"module":"pad"');
  const second = await exportFile(page);
  expect(second.bytes.length).toBe(first.bytes.length);
  expect(second.bytes.equals(first.bytes)).toBe(false);
  await page.keyboard.press('Control+z');
  await heard(page, '{"file":["speech_female', '"module":"pad"');
  await list.getByRole('button', { name: 'Remove Sample: adult voice, male' }).click();
  await expect(source(page).getByRole('button', { name: /^Source: Sample: adult voice, female/ })).toBeFocused();
});

test('nested recipes can be used by everyone', async ({ page }) => {
  await openMasker(page);
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Back to the whole' }).click();
  await expect(masker(page)).toBeVisible();
  await expectNoViolation(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Recipe' }).click();
  await masker(page).click();
  await expect(trail(page)).toBeVisible();
  await expectNoViolation(page);
});
