import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

async function saved(page: Page): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('a pane is saved as SVG: its map as a picture, f0 and axes as lines, and what it is in words', async ({
  page,
}) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Pane: Spectrogram' }).click();
  await page.getByRole('menuitem', { name: 'Save picture' }).click();
  const dialog = page.getByRole('dialog', { name: 'Picture: Spectrogram' });
  await expect(dialog.getByRole('img', { name: 'Preview of the picture' })).toBeVisible();
  await expectNoViolation(page);
  await dialog.getByRole('radio', { name: 'Paper, 85\u00a0mm' }).click();
  const { name, bytes } = await saved(page);
  expect(name).toBe('speech_female_44100.spectrogram.svg');
  const svg = bytes.toString('utf8');
  expect(svg).toMatch(/^<svg [^>]*width="85mm"/);
  expect(svg.match(/<image [^>]*href="data:image\/png;base64,/g)).toHaveLength(2);
  expect(svg.match(/<path d="M[^"]{200,}" fill="none" stroke="#000"/g)?.length).toBeGreaterThanOrEqual(2);
  for (const text of ['Time (s)', 'Sample: adult voice, female', 'Gaussian window, 5 ms']) expect(svg).toContain(text);
  // Lines break where they must.
  expect(svg.replaceAll(/<[^>]*>|\s+/g, ' ')).toMatch(/ source +[a-z0-9]{40,}, +recipe +[a-z0-9]{40,} /);
  await expect(dialog).toHaveCount(0);
});

test('what is compared is saved as it is seen, and the caption says which side is which', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('slider', { name: 'time cursor, Spectrogram, source' }).focus();
  const open = async () => {
    await page.keyboard.press('v');
    await page.getByRole('button', { name: 'Pane: Spectrogram' }).click();
    await page.getByRole('menuitem', { name: 'Save picture' }).click();
    await expect(page.getByRole('dialog').getByRole('img', { name: 'Preview of the picture' })).toBeVisible();
  };
  await open();
  await expect(page.getByRole('radio', { name: 'Overlay' })).toBeChecked();
  const overlay = await saved(page);
  expect(overlay.name).toBe('speech_female_44100.spectrogram.overlay.svg');
  const drawn = overlay.bytes.toString('utf8');
  // One map of both, and f0 of both: the source's dashed and seen through, the result's solid.
  expect(drawn.match(/<image /g)).toHaveLength(1);
  expect(drawn).toMatch(/stroke="rgba\([^"]*0\.7\)"[^>]* stroke-dasharray="5 4"/);
  expect(drawn.replaceAll(/<[^>]*>|\s+/g, ' ')).toMatch(
    /Spectrogram \u00b7 Overlay.*source in blue, +result in +orange/,
  );

  await page.getByRole('slider', { name: 'time cursor, Spectrogram, overlay' }).focus();
  await open();
  await expectNoViolation(page);
  const difference = await saved(page);
  expect(difference.name).toBe('speech_female_44100.spectrogram.difference.svg');
  const words = difference.bytes.toString('utf8').replaceAll(/<[^>]*>|\s+/g, ' ');
  expect(words).toMatch(/Spectrogram \u00b7 Result \u2212 source.*result less source, +30 dB less in +blue/);
});

test('a pane is saved as PNG in the size that was asked for, and the choice is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openWorkbench(page);
  await page.getByRole('slider', { name: 'time cursor, Waveform, source' }).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('save the picture');
  await expect(page.getByRole('option', { name: 'Save the picture of the focused view' })).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Picture: Waveform' });
  await dialog.getByRole('radio', { name: 'PNG 3\u00d7' }).click();
  await dialog.getByRole('radio', { name: 'Result' }).click();
  await expect(dialog.getByRole('img')).toBeVisible();
  await expectNoViolation(page);
  const { name, bytes } = await saved(page);
  expect(name).toBe('speech_female_44100.waveform.result.png');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBe(3 * 960);
  await page.getByRole('button', { name: 'Pane: Spectrogram' }).click();
  await page.getByRole('menuitem', { name: 'Save picture' }).click();
  await expect(page.getByRole('radio', { name: 'PNG 3\u00d7' })).toBeChecked();
});
