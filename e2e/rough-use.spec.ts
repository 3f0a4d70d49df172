import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { clock, drop, expectPlaying, FEMALE, field, openWorkbench, rendered, type } from './workbench.ts';

const HEADER = 44;

/** The sample's sound so many times over, with one sample changed so that it is a file of its own. */
async function variant(name: string, repeats: number, mark: number): Promise<{ name: string; bytes: Buffer }> {
  const sample = await readFile(FEMALE);
  const data = Buffer.concat(Array.from({ length: repeats }, () => sample.subarray(HEADER)));
  data.writeInt16LE(mark, 0);
  const header = Buffer.from(sample.subarray(0, HEADER));
  header.writeUInt32LE(HEADER - 8 + data.length, 4);
  header.writeUInt32LE(data.length, HEADER - 4);
  return { name, bytes: Buffer.concat([header, data]) };
}

async function dragAcross(page: Page, from: number, to: number): Promise<void> {
  const box = (await page.locator('.map.source').boundingBox())!;
  await page.mouse.move(box.x + box.width * from, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, box.y + 60, { steps: 3 });
  await page.mouse.up();
}

test('twenty files dropped at once are all listed, and the first is open', async ({ page }) => {
  await openWorkbench(page);
  const files = await Promise.all(
    Array.from({ length: 20 }, (_, index) => variant(`take-${index + 1}.wav`, 1, index + 1)),
  );
  await drop(page, files);
  await expect(page.locator('.header-name')).toHaveText('take-1.wav');
  await expect(page.locator('.sound.ready')).toHaveCount(22);
  await expect(page.locator('.header-name')).toHaveText('take-1.wav');
});

test('a first render that is stopped says so where its result would stand', async ({ page }) => {
  await openWorkbench(page);
  await drop(page, [await variant('long.wav', 12, 1)]);
  await expect(page.locator('.header-name')).toHaveText('long.wav');
  await page.getByRole('button', { name: 'Cancel' }).click();
  const pane = page.locator('.map.result');
  await expect(pane).toContainText('Stopped before it was done.');
  await pane.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(pane).toContainText('Stopped before it was done.');
});

test('undo and redo faster than any render end in the sound of the last value', async ({ page }) => {
  await openWorkbench(page);
  for (const f0 of ['-1st', '-2st', '-3st', '-4st']) await type(page, 'f0', f0);
  await page.getByRole('slider', { name: 'time cursor, spectrogram, source' }).focus();
  for (let press = 0; press < 8; press++) await page.keyboard.press('Control+z');
  await expect(field(page, 'f0')).toHaveValue('');
  for (let press = 0; press < 8; press++) await page.keyboard.press('Control+Shift+z');
  await expect(field(page, 'f0')).toHaveValue('-4st');
  await rendered(page, '-4st');
});

test('a looped selection plays on while results of other lengths take over', async ({ page }) => {
  await openWorkbench(page);
  await dragAcross(page, 0.25, 0.75);
  await page.keyboard.press('l');
  await page.keyboard.press('Space');
  await expectPlaying(page);
  for (const duration of ['*1.5', '*0.5', '*2']) {
    await type(page, 'duration', duration);
    await rendered(page, '');
    await page.getByRole('slider', { name: 'time cursor, spectrogram, source' }).focus();
    await page.keyboard.press('x');
    await expectPlaying(page);
    const now = await clock(page);
    expect(now).toBeGreaterThan(0.5);
    expect(now).toBeLessThan(1.7);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('a read-out goes with the pane that it belongs to', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('slider', { name: 'time cursor, waveform, source' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.readout')).toHaveCount(1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('tab', { name: 'Look' })).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole('button', { name: 'Export WAV' })).toBeVisible();
  await expect(page.locator('.readout')).toHaveCount(0);
});
