import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { gridOf, openGrid } from './grid.ts';
import { drop, openWorkbench } from './workbench.ts';

async function exported(page: Page): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export zip' }).click();
  return (await waiting).path();
}

const member = (zip: string, path: string) => execFileSync('unzip', ['-p', zip, path]);

test('a set says its title, authors and licence in its archive, whose manifest makes the same one', async ({
  page,
}) => {
  // Without the browser's own question for a file, which a test cannot answer.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openWorkbench(page);
  await openGrid(page, gridOf(2, 1), 2);
  await expect(page.getByLabel('Licence')).toHaveCount(0);
  const fold = page.getByText('Title, authors, licence');
  await fold.click();
  await page.getByLabel('Title').fill('Voices apart');
  await page.getByLabel('Description').fill('Two f0.');
  await page.getByLabel('Authors').fill('Anna B.\n\nCarl D.');
  await page.getByLabel('Licence').fill('CC-BY-4.0');
  await expectNoViolation(page);
  const first = await exported(page);
  const readme = member(first, 'grid/README.txt').toString();
  expect(readme).toContain('Voices apart\n\nTwo f0.\n\nAuthors: Anna B.; Carl D.\nLicence: CC-BY-4.0\n');
  const manifest = member(first, 'grid/manifest.json');
  const id = expect.stringMatching(/^[a-z2-7]{48}$/);
  expect(JSON.parse(manifest.toString())).toMatchObject({
    engine: { version: expect.stringMatching(/^sonde\//), wasm: id },
    sources: [{ name: 'speech_female_44100.wav', id, samples: id, sampleRate: 44_100, channels: 1 }],
    rows: { count: 2, digest: id },
  });

  await page.getByLabel('Licence').fill('All rights reserved');
  await page.reload();
  await fold.click();
  await expect(page.getByLabel('Licence')).toHaveValue('All rights reserved');
  await drop(page, [{ name: 'written.json', bytes: manifest }]);
  await expect(page.getByLabel('Licence')).toHaveValue('CC-BY-4.0');
  await expect(page.locator('.count-line strong')).toContainText('= 2 sounds');
  expect(await readFile(await exported(page))).toEqual(await readFile(first));
});

test('a problem of the words cannot be folded away', async ({ page }) => {
  await openWorkbench(page);
  await openGrid(page, gridOf(2, 1), 2);
  const fold = page.getByText('Title, authors, licence');
  const title = page.getByLabel('Title');
  await fold.click();
  await title.fill('a'.repeat(501));
  await expect(title).toHaveAttribute('aria-invalid', 'true');
  const toggled = page.locator('details.set-words').evaluate((details) => {
    return new Promise<void>((resolve) => details.addEventListener('toggle', () => resolve(), { once: true }));
  });
  await fold.click();
  await toggled;
  await expect(title).toBeVisible();
  await title.fill('A title');
  await expect(title).not.toHaveAttribute('aria-invalid', 'true');
  await fold.click();
  await expect(title).toHaveCount(0);
});

test('a set that begins in the page says when it was begun, and one word more is undone as what it was', async ({
  page,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openWorkbench(page);
  await page.goto('?debug#sets');
  await page.getByRole('button', { name: 'Make a set from this recipe' }).click();
  await expect(page.locator('.count-line strong')).toContainText('= 15 sounds');
  await page.getByText('Title, authors, licence').click();
  await page.getByLabel('Title').fill('A title');
  await page.getByRole('heading', { name: 'Stimulus set' }).click();
  await page.keyboard.press('Control+z');
  await expect(page.getByLabel('Title')).toHaveValue('');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = JSON.parse(await readFile(await (await waiting).path(), 'utf8'));
  expect(saved.created).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{2}:\d{2}$/);
});
