import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

async function takeLayout(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Layout/ }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
}

async function savedCsv(page: Page): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const download = await waiting;
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), lines: text.trim().split('\n') };
}

async function openTable(page: Page, view: string): Promise<{ readonly cursor: Locator; readonly grid: Locator }> {
  const cursor = page.getByRole('slider', { name: `time cursor, ${view}, source` });
  await cursor.focus();
  await page.keyboard.press('t');
  const grid = page.getByRole('grid', { name: `Table: ${view}` });
  await expect(grid).toBeFocused();
  return { cursor, grid };
}

for (const [layout, view, column, theme] of [
  ['Voice', 'Intensity', 1, 'light'],
  ['Simple', 'Spectrogram', 2, 'dark'],
] as const) {
  test(`what is spoken, what the table says and what CSV says are one: ${view}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await openWorkbench(page);
    await takeLayout(page, layout);
    const { cursor, grid } = await openTable(page, view);
    for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowDown');
    await expectNoViolation(page);
    const row = await grid.locator('tr[aria-selected=true] td').allTextContents();
    const { name, lines } = await savedCsv(page);
    expect(name).toBe(`speech_female_44100.${view.toLowerCase()}.csv`);
    expect(lines[1]).toMatch(/^# source: speech_female_44100.wav, [0-9a-z]+/);
    const values = lines.filter((line) => !line.startsWith('#')).slice(1);
    const [time = '', ...cells] = (values[40] ?? '').split(',');
    expect(Number(time).toFixed(3)).toBe(row[0]?.replace('\u00a0s', ''));
    const printed = /[\d.]+(?=\u00a0dB)/.exec(row[column] ?? '')?.[0] ?? '';
    expect(printed).toBe(Math.abs(Number(cells[column - 1])).toFixed(1));

    await grid.focus();
    await page.keyboard.press('t');
    await expect(cursor).toBeFocused();
    await expect(cursor).toHaveAttribute('aria-valuetext', new RegExp(`minus ${printed} decibels`));
    await page.keyboard.press('i');
    await expect(page.getByText(new RegExp(`minus ${printed} decibels`))).toBeAttached();
    // Again, where nothing has moved: what is seen at all.
    await page.keyboard.press('i');
    const summary = new RegExp(`^${view}, Source, [\\d.]+ seconds, .*cursor at [\\d.]+ seconds\\. Arrows move`);
    await expect(page.getByText(summary)).toBeAttached();
  });
}

test('a table is sorted, shows what is drawn over the view, and is copied as a spreadsheet takes it', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page);
  const { grid } = await openTable(page, 'Spectrogram');
  const table = page.getByRole('region', { name: 'Table: Spectrogram' });
  await table.getByRole('radio', { name: 'f0' }).click();
  const f0 = page.getByRole('grid', { name: 'Table: f0' });
  await expect(grid).toHaveCount(0);
  await table.getByRole('radio', { name: 'Result' }).click();
  const first = f0.locator('tr[data-place="0"] td');
  await expect(first.nth(1)).toHaveText('unvoiced');
  await f0.focus();
  for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
  await expect(f0.getByRole('columnheader', { name: 'f0 (Hz)' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(first.nth(1)).toHaveText(/^\d+\.\d\u00a0Hz$/);
  await table.getByRole('button', { name: 'Copy with tab separators' }).click();
  await expect(page.getByText(/^Copied \d+ rows\.$/)).toBeVisible();
  const [header = '', line = ''] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(header).toBe('time (s)\tf0 (Hz)\tre source mean (st)');
  expect(line.split('\t')).toEqual(await first.allTextContents());
  await table.getByRole('button', { name: 'Close the table' }).click();
  await expect(page.getByRole('slider', { name: 'time cursor, Spectrogram, source' })).toBeFocused();
});

test('under the panes stands what every layer says at the cursor, and what the selection comes to', async ({
  page,
}) => {
  await openWorkbench(page);
  await takeLayout(page, 'Voice');
  const cursor = page.getByRole('slider', { name: 'time cursor, Intensity, source' });
  await cursor.focus();
  for (let press = 0; press < 60; press++) await page.keyboard.press('ArrowRight');
  const strip = page.getByRole('region', { name: 'Values at the cursor' });
  await expect(cursor).toHaveAttribute('aria-valuetext', /decibels/);
  const spoken = (await cursor.getAttribute('aria-valuetext')) ?? '';
  const level = /minus ([\d.]+) decibels/.exec(spoken)?.[1] ?? '';
  await expect(strip).toContainText(`intensity\u00a0\u2212${level}\u00a0dB`);
  await page.keyboard.press('Shift+End');
  const over = page.getByRole('region', { name: 'Values of the selection' });
  await expect(over).toContainText(/1\/d \d\.\d\d\u00a0Hz/);
  for (const value of [
    /RMS\u00a0\u2212\d+\.\d\u00a0dBFS/,
    /mean\u00a0f0\u00a0\d+\.\d\u00a0Hz/,
    /Leq\u00a0\u2212\d+\.\d\u00a0dB/,
  ]) {
    await expect(over.locator('.strip-side').first()).toContainText(value);
    await expect(over.locator('.strip-side').last()).toContainText(value);
  }
  await expectNoViolation(page);
});
