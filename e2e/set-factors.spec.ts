import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, openWorkbench } from './workbench.ts';

const VOICE = 'speech_female_44100.wav';

async function openSet(page: Page, recipe: object, factors: readonly object[] = []): Promise<void> {
  const manifest = { format: 'sonde-set/1', name: 'set', recipe, factors, naming: '{i:03}' };
  await drop(page, [{ name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) }]);
  await expect(page.locator('.count-line strong')).toContainText('sound');
}

const count = (page: Page) => page.locator('.count-line strong');
const menu = (page: Page) => page.getByRole('button', { name: 'Add from' });

test('a table that is pasted becomes factors that go together, and undo takes them away at once', async ({ page }) => {
  await openWorkbench(page);
  await openSet(page, { file: VOICE, stack: [{ module: 'slice', end: 0.3 }, { module: 'world' }] });
  await menu(page).click();
  await page.getByRole('menuitem', { name: /^A table/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Values from a table' });
  const text = dialog.getByRole('textbox', { name: 'Table' });
  await expect(text).toBeFocused();
  await text.fill('f0\tvtl\n-12st\t+3.8st\n-6st');
  await expect(dialog).toContainText('Line 3 has 1 cell, the first line 2.');
  await text.fill('f0\tvtl\n-12st\t+3.8st\n-6st\t+1.9st\n+0st\t+0st');
  await expect(dialog).toContainText('f0, vtl: 3 rows');
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(count(page)).toContainText('3 f0 + vtl = 3 sounds');
  await expect(page.getByLabel('Field, factor f0')).toHaveValue('stack[1].f0');
  await page.getByLabel('File names').focus();
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Rows of the set' }).focus();
  await page.keyboard.press('Control+z');
  await expect(count(page)).toContainText('= 1 sound');
});

test('a column that is pasted into a list stands there with commas', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page);
  const f0 = { name: 'f0', path: 'stack[1].f0', values: { list: ['+0st'] } };
  await openSet(page, { file: VOICE, stack: [{ module: 'slice', end: 0.3 }, { module: 'world' }] }, [f0]);
  const list = page.getByLabel('Values, with commas between, factor f0');
  await list.focus();
  await page.keyboard.press('Home');
  await page.evaluate(() => navigator.clipboard.writeText('-3st\r\n-6st\r\n-9st\r\n'));
  await page.keyboard.press('Control+v');
  await expect(list).toHaveValue('-3st, -6st, -9st, +0st');
  await expect(count(page)).toContainText('= 4 sounds');
  await expect(list).toHaveJSProperty('selectionStart', '-3st, -6st, -9st'.length);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  await expect(list).toHaveValue('-3st, -6st, -9st');
});

test('a list too long to show is replaced from a table, and goes on with its fellow', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page);
  const values = (sign: string) =>
    Array.from({ length: 3000 }, (_, index) => `${sign}${(index / 1000 + 1).toFixed(3)}st`);
  const factors = ['f0', 'vtl'].map((name) => {
    return { name, path: `stack[1].${name}`, group: 'pairs', values: { list: values('+') } };
  });
  await openSet(page, { file: VOICE, stack: [{ module: 'slice', end: 0.3 }, { module: 'world' }] }, factors);
  await expect(count(page)).toContainText('3000 f0 + vtl = 3000 sounds');
  await page.getByRole('button', { name: 'Replace from a table' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Other values for f0' });
  const text = dialog.getByRole('textbox', { name: 'Table' });
  await expect(text).toBeFocused();
  const replace = dialog.getByRole('button', { name: 'Replace', exact: true });
  await expect(replace).toBeDisabled();
  await page.evaluate((all) => navigator.clipboard.writeText(all), values('-').join('\n'));
  await page.keyboard.press('Control+v');
  await expect(dialog).toContainText('f0: 3000 rows');
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Paste another' }).click();
  await expect(text).toBeFocused();
  await expect(text).toHaveValue('');
  await page.keyboard.press('Control+v');
  await expect(dialog).toContainText('f0: 3000 rows');
  await replace.click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.factor').first()).toContainText('3000 values: -1.000st \u2026 -3.999st');
  await expect(count(page)).toContainText('3000 f0 + vtl = 3000 sounds');
});

test('a line of the plane and a normal distribution give values', async ({ page }) => {
  await openWorkbench(page);
  await openSet(page, { file: VOICE, stack: [{ module: 'slice', end: 0.3 }, { module: 'world' }] });
  await menu(page).click();
  await expect(page.getByRole('menuitem', { name: /^Pins of the plane/ })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('menuitem', { name: /^A line in the plane/ }).click();
  await expect(count(page)).toContainText('8 f0 + vtl = 8 sounds');
  const vtl = page.getByRole('listitem').filter({ has: page.locator('input[value="vtl"]') });
  await page.getByRole('button', { name: 'Remove factor vtl' }).click();
  await expect(vtl).toHaveCount(0);
  await page.getByRole('radio', { name: 'Drawn at random, by the seed' }).click();
  await page.getByRole('button', { name: /^Distribution, factor f0/ }).click();
  await page.getByRole('menuitemradio', { name: 'normal' }).click();
  await expect(page.getByLabel('SD, factor f0')).toHaveValue('3');
  await page.getByLabel('SD, factor f0').fill('0');
  await expect(page.locator('.factor')).toContainText('a standard deviation above 0');
  await page.getByLabel('SD, factor f0').fill('2');
  await expect(count(page)).toContainText('8 f0 = 8 sounds');
});

test('a masker takes its levels where speech is marked, and the table has the ratio of each mix', async ({ page }) => {
  await openWorkbench(page);
  const masker = { module: 'masker', file: VOICE, snr: 0, start: 1, repeat: true };
  const snr = { name: 'snr', path: 'stack[1].snr', values: { list: [-6, 3] } };
  await openSet(page, { file: VOICE, stack: [{ module: 'slice', end: 0.5 }, masker] }, [snr]);
  await menu(page).click();
  await page.getByRole('menuitem', { name: /^Marked speech/ }).click();
  await expect(page.getByText(`No span of speech is marked in ${VOICE}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Render all' }).click();
  await expect(page.locator('.run-text')).toHaveText(/^2 sounds done/);
  const table = page.getByRole('grid', { name: 'Rows of the set' });
  await expect(table.getByRole('columnheader', { name: 'SNR dB' })).toBeVisible();
  await expect(table.locator('td.snr')).toHaveText(['\u22126.0', '3.0']);
  await expectNoViolation(page);
});
