import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, dropSound, field, openWorkbench, rendered, type } from './workbench.ts';

async function download(page: Page): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More of the library' }).click();
  await page.getByRole('menuitem', { name: 'Download project' }).click();
  const saved = await waiting;
  expect(saved.suggestedFilename()).toBe('my-lab.sonde.zip');
  return readFile(await saved.path());
}

test('a project travels to another browser as one file, with its recipe, its history and its sounds', async ({
  page,
  browser,
  baseURL,
}) => {
  // Without the browser's own question for a file, which a test cannot answer.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openWorkbench(page);
  await dropSound(page, 'mine.wav', await readFile('src/testing/golden/world/speech_female_16000/input.wav'));
  await type(page, 'f0', '-3st');
  await type(page, 'f0', '-7st');
  await rendered(page, '-7st');
  const archive = await download(page);

  const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  try {
    const other = await context.newPage();
    await openWorkbench(other);
    await drop(other, [{ name: 'my-lab.sonde.zip', bytes: archive }]);
    await expect(other.getByText('Opened My lab: 1 sound added, 2 were here already.')).toBeVisible();
    await rendered(other, '-7st');
    await other.getByRole('button', { name: /^Undo/ }).first().click();
    await expect(field(other, 'f0')).toHaveValue('-3st');
    await other.reload();
    await rendered(other, '-3st');

    // Something was done here: what comes is one step that can be undone. And a broken file changes nothing.
    const broken = Buffer.from(archive);
    const middle = Math.floor(archive.length / 2);
    broken[middle] = 255 - (broken[middle] ?? 0);
    await drop(other, [{ name: 'broken.sonde.zip', bytes: broken }]);
    await expect(other.getByText(/^The project cannot be opened: .* Nothing was changed\.$/)).toBeVisible();
    await expect(field(other, 'f0')).toHaveValue('-3st');
    await expectNoViolation(other);
    await drop(other, [{ name: 'my-lab.sonde.zip', bytes: archive }]);
    await rendered(other, '-7st');
  } finally {
    await context.close();
  }
});
