import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, exportFile, field, openWorkbench, rendered, type } from './workbench.ts';

async function choose(page: Page, format: string, way?: string): Promise<void> {
  await page.getByRole('button', { name: /^Format: / }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${format}\\b`) }).click();
  if (way === undefined) return;
  await page.getByRole('button', { name: /^(Sample format|Bitrate|Quality): / }).click();
  await page.getByRole('menuitemradio', { name: way, exact: true }).click();
}

/** SHA-256 of a result, or of the sound of this name, written as FLAC of 16 bit. */
function asFlac(page: Page, name?: string): Promise<string> {
  return page.evaluate(async (name) => {
    const { engine, store } = window.__sonde!;
    const { library, render } = store.getState();
    const sound = library.find(({ fileName }) => fileName === name)?.sound;
    const job = { signal: new AbortController().signal, onProgress: () => {} };
    const id = (sound ?? render.result?.rendered)?.id ?? '';
    const file = await engine.exportFile(id, { format: 'flac', encoding: 's16' }, job);
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return [...new Uint8Array(digest)].join(' ');
  }, name);
}

test('results leave as FLAC and MP3 and come back with their recipe, FLAC with the same samples', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-3st');
  await rendered(page, '-3st');
  const whole = await asFlac(page);
  await choose(page, 'FLAC', '16 bit');
  const flac = await exportFile(page);
  expect(flac.name).toBe('speech_female_44100.f0-3st.flac');
  expect(flac.bytes.subarray(0, 4).toString()).toBe('fLaC');
  await choose(page, 'MP3', '96 kb/s');
  const mp3 = await exportFile(page);
  expect(mp3.bytes.length).toBeLessThan(flac.bytes.length / 2);
  for (const { name, bytes } of [flac, mp3]) {
    await type(page, 'f0', '');
    await rendered(page, '');
    await drop(page, [{ name, bytes }]);
    await expect(page.getByText(`Opened the recipe from ${name}.`)).toBeVisible();
    await expect(field(page, 'f0')).toHaveValue('-3st');
    await rendered(page, '-3st');
    expect(await asFlac(page)).toBe(whole);
  }
  // The recipe too is what it was, so that the whole file is.
  expect(await asFlac(page, flac.name)).toBe(whole);
});

test('a format is chosen by keyboard, kept over a reload, and what it cannot hold is said in words', async ({
  page,
}) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: /^Format: / }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'WAV' })).toBeFocused();
  await expectNoViolation(page);
  await page.keyboard.type('Ogg');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Export Ogg' })).toBeVisible();
  await page.reload();
  await rendered(page, '');
  await expect(page.getByRole('button', { name: 'Quality: Quality 4' })).toBeVisible();
  await drop(page, [
    { name: 'voice_16k.wav', bytes: await readFile('src/testing/golden/world/speech_female_16000/input.wav') },
  ]);
  await rendered(page, '');
  await choose(page, 'MP3');
  await page.getByRole('button', { name: /^Bitrate: / }).click();
  await expect(page.getByRole('menuitemradio')).toHaveText(
    ['8', '16', '24', '32', '40', '48', '64', '80', '96', '112', '128', '160'].map((rate) => `${rate} kb/s`),
  );
});

test('an MP3 of hours is refused in words, and the page goes on', async ({ page }) => {
  await openWorkbench(page);
  await choose(page, 'MP3', '32 kb/s');
  const { bytes } = await exportFile(page);
  // Frames without the head that says how many they are.
  const start = bytes.indexOf(Buffer.from('Info')) + 200;
  const frames = bytes.subarray(start);
  await drop(page, [{ name: 'hours.mp3', bytes: Buffer.concat(new Array<Buffer>(1200).fill(frames)) }]);
  await expect(page.getByText(/The sound is too long: of 1 channel at 44100 Hz, at most 25\.4 minutes/)).toBeVisible();
  await type(page, 'f0', '-3st');
  await rendered(page, '-3st');
});
