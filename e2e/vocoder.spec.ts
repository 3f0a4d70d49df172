import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { wavOf } from './wav.ts';
import { dropSound, openWorkbench } from './workbench.ts';

const READY = /Ready|Cached/;

/** A vocoder card with its designer drawn. */
async function openDesigner(page: Page): Promise<Locator> {
  await openWorkbench(page);
  return addVocoder(page);
}

async function addVocoder(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('searchbox', { name: 'Steps that can be added' }).fill('vocoder');
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: /^Step 2, vocoder$/ });
  await expect(card.getByRole('group', { name: 'Edges of the bands' })).toBeVisible();
  return card;
}

async function choosePreset(page: Page, name: RegExp): Promise<void> {
  // The cards have presets, too.
  await page
    .locator('.bank-head')
    .getByRole('button', { name: /^Preset: / })
    .click();
  await page.getByRole('menuitemradio', { name }).click();
}

async function vocoderOf(page: Page): Promise<{ f?: unknown }> {
  const bank = await page.evaluate(
    () => window.__sonde?.store.getState().recipe.present.steps.at(-1)?.params['analysis_filters'],
  );
  return bank as { f?: unknown };
}

test('edges are moved by keys: one tab stop, steps of 0.1 mm, Ctrl goes to the next edge', async ({ page }) => {
  const card = await openDesigner(page);
  const first = card.getByRole('slider', { name: 'Edge 1 of 17', exact: true });
  await first.focus();
  await expect(first).toHaveAttribute('aria-valuetext', 'Edge 1 of 17, 100.0 hertz, 3.4 millimetres');
  await page.keyboard.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-valuetext', 'Edge 1 of 17, 103.7 hertz, 3.5 millimetres');
  expect((await vocoderOf(page)).f).toMatchObject({ fmin: 103.7, n: 16 });
  await page.keyboard.press('Control+ArrowRight');
  const second = card.getByRole('slider', { name: 'Edge 2 of 17', exact: true });
  await expect(second).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('Edges are now a list; scale and count no longer apply.')).toBeVisible();
  expect((await vocoderOf(page)).f).toHaveLength(17);
  await page.keyboard.press('End');
  await expect(card.getByRole('slider', { name: 'Edge 17 of 17' })).toBeFocused();
  await expect(card.locator('.step-state')).toHaveText(READY);
  await page.keyboard.press('Tab');
  await expect(card.getByRole('slider', { name: /^Edge/ }).and(page.locator(':focus'))).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await vocoderOf(page)).f).toMatchObject({ fmin: 103.7 });
});

test('an edge that is dragged is one entry to undo, and the bank shifts by its own handle', async ({ page }) => {
  const card = await openDesigner(page);
  // What it gives is a line above the strip.
  await expect(card.locator('.step-state')).toHaveText(READY);
  const strip = card.getByRole('group', { name: 'Edges of the bands' });
  await strip.scrollIntoViewIfNeeded();
  const edge = await strip.locator('.bank-edge').last().boundingBox();
  const shift = await strip.locator('.bank-shift > span').first().boundingBox();
  if (!edge || !shift) throw new Error('the handles are not drawn');
  await page.mouse.move(edge.x, edge.y + 6);
  await page.mouse.down();
  await page.mouse.move(edge.x - 20, edge.y + 6, { steps: 4 });
  await page.mouse.up();
  const { f } = await vocoderOf(page);
  expect((f as { fmax: number }).fmax).toBeLessThan(7000);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await vocoderOf(page)).f).toMatchObject({ fmax: 8000 });
  // What was undone was brought into view; the strip may lie above it.
  await expect(card.locator('[data-step-head]')).toBeFocused();
  await strip.scrollIntoViewIfNeeded();
  const handle = await strip.locator('.bank-shift > span').first().boundingBox();
  if (!handle) throw new Error('the shift has no handle');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 5);
  await page.mouse.down();
  await page.mouse.move(handle.x + handle.width / 2 + 18, handle.y + 5, { steps: 3 });
  await page.mouse.up();
  await expect(strip.getByRole('slider', { name: 'Shift of the bank' })).toHaveAttribute(
    'aria-valuetext',
    /^Shift, \+[12]\.\d millimetres towards the base$/,
  );
  await expect(card.locator('.step-state')).toHaveText(READY);
  const inner = await strip.locator('.bank-edge').nth(8).boundingBox();
  if (!inner) throw new Error('the edges are not drawn');
  await page.mouse.move(inner.x, inner.y + 6);
  await page.mouse.down();
  await page.mouse.move(inner.x + 3, inner.y + 6, { steps: 3 });
  await page.mouse.up();
  expect((await vocoderOf(page)).f).toHaveLength(17);
  await page.getByRole('button', { name: 'Messages', exact: true }).press('Enter');
  const told = page.getByRole('dialog', { name: 'Messages' }).getByRole('listitem');
  await told.filter({ hasText: 'Edges are now a list' }).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await vocoderOf(page)).f).toMatchObject({ n: 16 });
});

test('presets bring their contacts, and the table says and changes what the picture shows', async ({ page }) => {
  const card = await openDesigner(page);
  await choosePreset(page, /^ci24/);
  await expect(card.getByText('ci24 contacts')).toBeVisible();
  await expect(card.getByText('Butterworth band-pass, order 8, 4 each way, no delay.')).toBeVisible();
  await expect(card.getByText('24 dB/octave, \u22126 dB at the edges.')).toBeVisible();
  await card.getByText('Bands as a table').click();
  const table = card.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(23);
  const row = table.getByRole('row').nth(5);
  await expect(row.getByRole('cell').first()).toHaveText('18');
  const high = row.getByRole('textbox', { name: 'To, Hz, band 5', exact: true });
  await expect(high).toHaveValue('813');
  await high.fill('800');
  await high.press('Enter');
  await expect(card.getByRole('slider', { name: 'Edge 6 of 23' })).toHaveAttribute('aria-valuetext', /800\.0 hertz/);
  await expect(table.getByRole('columnheader', { name: 'Contact' })).toHaveCount(0);
  const cutoff = table.getByRole('textbox', { name: 'Low-pass, Hz, band 2', exact: true });
  await cutoff.fill('60');
  await cutoff.press('Enter');
  await expect(card.locator('.step-state')).toHaveText(READY);
  await table.getByRole('button', { name: 'Hear band 5 alone' }).click();
  await expect(table.getByRole('button', { name: 'Stop band 5' })).toBeVisible();
  await expect(card.getByText(/Band 5\b.*measured \u22126\.0 and \u22126\.0 dB/)).toBeVisible();
});

test('a bank without edges offers some, and synthesis may have a bank of its own', async ({ page }) => {
  const card = await openDesigner(page);
  await card.getByRole('radio', { name: 'Synthesis' }).click();
  await card.getByRole('button', { name: 'Give it its own' }).click();
  const first = card.getByRole('slider', { name: 'Edge 1 of 17', exact: true });
  await first.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(card.locator('.step-state')).toHaveText(READY);
  await expect(first).toHaveAttribute('aria-valuetext', /4\.4 millimetres/);
  await card.getByRole('radio', { name: 'Analysis' }).click();
  await expect(first).toHaveAttribute('aria-valuetext', /3\.4 millimetres/);
});

test('an implant is simulated with 8, 16 and 22 channels, and its bands and envelopes are seen', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: /^Layout: / }).click();
  await page.getByRole('menuitemradio', { name: 'Vocoder' }).click();
  const pane = page.getByRole('group', { name: 'Bands', exact: true });
  await expect(pane.getByText('No vocoder in this recipe.')).toBeVisible();
  const card = await addVocoder(page);
  await expect(pane.getByText('No vocoder in this recipe.')).toHaveCount(0);
  const cursor = pane.getByRole('slider', { name: /source/i }).first();
  for (const channels of [8, 16, 22]) {
    await choosePreset(page, new RegExp(`^${channels} Greenwood`));
    await expect(card.locator('.step-summary')).toHaveText(new RegExp(`^${channels} bands`));
    await expect(card.locator('.step-state')).toHaveText(READY);
    await expect(card.getByRole('slider', { name: `Edge 1 of ${channels + 1}`, exact: true })).toBeAttached();
    await cursor.hover();
    await expect(cursor).toHaveAttribute('aria-valuetext', /band \d+, .*decibels full scale/);
  }
  // By keys too, though the mouse rests on another picture.
  await page.getByRole('slider', { name: /waveform, source/i }).hover();
  await cursor.focus();
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toHaveAttribute('aria-valuetext', /band \d+, .*decibels full scale/);
});

/** The same by a recipe that is pasted. */
async function pasteDesigner(page: Page): Promise<Locator> {
  await openWorkbench(page);
  const method = { family: 'butterworth', order: 8, 'zero-phase': true };
  const vocoder = {
    module: 'vocoder',
    analysis_filters: { f: 'hr90k', method },
    envelope: { method: 'low-pass', rectify: 'half-wave', order: 4, fc: 160 },
    synthesis: { carrier: 'sin' },
  };
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    JSON.stringify({ file: 'speech_female_44100.wav', stack: [vocoder] }),
  );
  const card = page.getByRole('region', { name: /^Step 1, vocoder$/ });
  await expect(card.getByText('hr90k contacts')).toBeVisible();
  return card;
}

test('the designer has no accessibility violation', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const card = await pasteDesigner(page);
  await card.getByText('Bands as a table').click();
  await expect(card.locator('.step-state')).toHaveText(READY);
  await expectNoViolation(page);
});

const pasteRecipe = (page: Page, recipe: object) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, JSON.stringify(recipe));

const VOCODER = {
  module: 'vocoder',
  analysis_filters: { f: [200, 800, 3200], method: { family: 'butterworth', order: 8, 'zero-phase': true } },
  envelope: { method: 'low-pass', rectify: 'half-wave', order: 4, fc: 160 },
  synthesis: { carrier: 'sin' },
};

/** Selects, and waits until that is drawn. */
const select = (page: Page, selection: { readonly start: number; readonly end: number } | undefined) =>
  page.evaluate(async (span) => {
    const store = window.__sonde?.store as unknown as {
      setState(change: (state: { view: object }) => object): void;
    };
    store.setState(({ view }) => ({ view: { ...view, selection: span } }));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, selection);

test('the low-pass is measured, silent bands are named, and a sound that is too short is padded', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  const noise = Int16Array.from({ length: 48_000 }, (_, i) => (i < 32_000 ? 0 : ((i * 48_271) % 20_011) - 10_000));
  await dropSound(page, 'late.wav', wavOf(16_000, noise));
  await pasteRecipe(page, { file: 'late.wav', stack: [VOCODER] });
  const card = page.getByRole('region', { name: /^Step 1, vocoder$/ });
  await expect(card.getByText(/^Envelope: low-pass 160 Hz, order 4, 2 each way: \u22126\.0 dB at the/)).toBeVisible();
  await expect(card.locator('.step-state')).toHaveText(READY);
  await select(page, { start: 0, end: 1 });
  await expect(card.getByText('Bands 1, 2 are silent here.')).toBeVisible();
  await expectNoViolation(page);
  // What was found of the selection is not said of the whole sound, not even until that is looked through.
  await select(page, undefined);
  expect(await card.getByText(/silent here/).count()).toBe(0);

  await dropSound(page, 'short.wav', wavOf(16_000, noise.slice(-12)));
  await pasteRecipe(page, { file: 'short.wav', stack: [VOCODER] });
  await expect(card.getByText(/^The sound is shorter than the filters need \(\d\d samples\)\./)).toBeVisible();
  await card.getByRole('button', { name: 'Pad', exact: true }).click();
  const pad = page.getByRole('region', { name: /^Step 1, pad$/ });
  await expect(pad.locator('[data-step-head]')).toBeFocused();
  const second = page.getByRole('region', { name: /^Step 2, vocoder$/ });
  await expect(second.locator('.step-state')).toHaveText(READY);
});
