import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { clock, expectPlaying, field, openWorkbench, rendered } from './workbench.ts';

/** Tabs until something with this accessible name has focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const labelled = element?.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const parts = labelled.map((id) => document.getElementById(id));
      return [
        element?.getAttribute('aria-label'),
        ...[...parts, ...labels].flatMap((part) => [part?.getAttribute('aria-label'), part?.textContent]),
      ].join(' ');
    });
    if (name.test(found)) return;
  }
  throw new Error(`nothing called ${name} is in the tab order`);
}

test('the whole journey is made without a pointer', async ({ page }) => {
  await openWorkbench(page);
  await tabTo(page, /Time cursor, spectrogram, source/i);
  // Round and round, so that no machine is too slow to see it play.
  await page.keyboard.press('l');
  await page.keyboard.press('Space');
  await expectPlaying(page);
  await page.keyboard.press('Space');

  await tabTo(page, /Fundamental frequency/);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(field(page, 'f0')).toHaveValue('-1st');
  await page.keyboard.press('Tab');
  await page.keyboard.type('-12st');
  await page.keyboard.press('Enter');
  await rendered(page, '-12st');

  await tabTo(page, /Export WAV|Copy signature/);
  const waiting = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await waiting).suggestedFilename()).toBe('speech_female_44100.f0-12st.wav');
});

test('the time cursor moves, selects and speaks', async ({ page }) => {
  await openWorkbench(page);
  const cursor = page.getByRole('slider', { name: 'time cursor, spectrogram, source' });
  await cursor.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight');
  expect(await clock(page)).toBeGreaterThan(0.02);
  await expect(cursor).toHaveAttribute(
    'aria-valuetext',
    /Spectrogram, Source, 0\.0\d\d seconds, 1\.00 kilohertz, minus [\d.]+ decibels/,
  );
  await page.keyboard.press('ArrowUp');
  await expect(cursor).toHaveAttribute('aria-valuetext', /1\.10 kilohertz/);
  await page.keyboard.press('Shift+End');
  await expect(page.locator('.selection-text')).toBeVisible();
});

test('frequency cursor and edges of the selection are sliders within the one stop of a pane', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  const slider = (name: string) => page.getByRole('slider', { name: `${name}, spectrogram, source` });
  const number = async (name: string) => Number(await slider(name).getAttribute('aria-valuenow'));
  // Its program is fetched behind the first result.
  await expect(slider('frequency cursor')).toHaveCount(1);
  await expect(slider('selection start')).toHaveCount(0);
  await slider('time cursor').focus();
  await page.keyboard.press('h');
  await expect(slider('frequency cursor')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(slider('frequency cursor')).toHaveAttribute('aria-valuetext', /0\.000 seconds, 1\.10 kilohertz, minus/);
  await page.keyboard.press('End');
  expect(await number('frequency cursor')).toBeCloseTo(8000, 6);
  await page.keyboard.press('h');
  await expect(slider('time cursor')).toBeFocused();

  for (let press = 0; press < 20; press++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('h');
  await page.keyboard.press('h');
  await page.keyboard.press('h');
  await expect(slider('selection end')).toBeFocused();
  const end = await number('selection end');
  await page.keyboard.press('ArrowRight');
  const step = (await number('selection end')) - end;
  expect(step).toBeGreaterThan(0.001);
  await page.keyboard.press('Shift+ArrowRight');
  expect((await number('selection end')) - end).toBeCloseTo(11 * step, 3);
  const text = (await number('selection end')).toFixed(3);
  await expect(slider('selection end')).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^Spectrogram, Source, ${text} seconds, 8\\.00 kilohertz, minus`),
  );
  expect(await number('selection start')).toBe(0);
  await expectNoViolation(page);
  await page.keyboard.press('Home');
  // Not beyond the other edge, where the selection would end.
  expect(await number('selection end')).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(slider('selection end')).toHaveCount(0);
  await expect(slider('time cursor')).toBeFocused();
  // It speaks for itself again.
  await expect(slider('time cursor')).toHaveAttribute('aria-valuetext', /kilohertz/);
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveCount(1);
  await expect(page.locator('.pane-handle:focus')).toHaveCount(0);
});

test('the plane is a two-dimensional slider', async ({ page }) => {
  await openWorkbench(page);
  const f0 = page.getByRole('slider', { name: 'f0 change, semitones' });
  await f0.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect(field(page, 'f0')).toHaveValue('-1st');
  await expect(field(page, 'vtl')).toHaveValue('+0.1st');
  await expect(f0).toHaveAttribute(
    'aria-valuetext',
    /^f0 \u22121\.0 semitones, vocal-tract length \+0\.1 semitones; towards man$/,
  );
  await page.keyboard.press('Home');
  await expect(field(page, 'f0')).toHaveValue('');
});

test('shortcuts are listed, and single keys can be turned off', async ({ page }) => {
  await openWorkbench(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await sheet.getByText('Single-key shortcuts').click();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(page.getByRole('region', { name: 'Query' })).toHaveCount(0);
  await page.reload();
  await rendered(page, '');
  await page.keyboard.press('j');
  await expect(page.getByRole('region', { name: 'Query' })).toHaveCount(0);
});

test('letters typed into a field are text, not commands', async ({ page }) => {
  await openWorkbench(page);
  await field(page, 'f0').focus();
  await page.keyboard.type('xlj');
  await expect(field(page, 'f0')).toHaveValue('xlj');
  await expect(page.getByRole('radio', { name: 'Source' })).toBeChecked();
});
