import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, expectPlaying, exportFile, FEMALE, field, openWorkbench, rendered, type } from './workbench.ts';

test('a newcomer lowers a voice, lengthens its tract, compares, and takes it home', async ({ page }) => {
  await openWorkbench(page);
  await expect(page.getByText('Sample: adult voice, female').first()).toBeVisible();
  await expect(page.locator('.map.source .pane-label')).toHaveText(/Source · f0\s\d+\sHz/);

  await type(page, 'f0', '-12 st');
  await type(page, 'vtl', '3.8st');
  await expect(field(page, 'f0')).toHaveValue('-12st');
  await expect(field(page, 'vtl')).toHaveValue('+3.8st');
  await rendered(page, '-12st');
  await expect(page.locator('.map.result .pane-label')).toHaveText(/Result · f0\s[\d.]+\sHz · VTL\s\+3\.8\sst/);
  await expect(page.getByText(/Rendered in .* from cached analysis/)).toBeVisible();

  await page.getByRole('button', { name: 'Loop' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  await expectPlaying(page);
  await page.getByRole('radio', { name: 'Source' }).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await page.getByRole('radio', { name: 'Result' }).click();
  await expectPlaying(page);
  await page.getByRole('button', { name: 'Stop' }).click();

  const { name, bytes } = await exportFile(page);
  expect(name).toBe('speech_female_44100.f0-12st.vtl+3.8st.wav');
  expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
});

test('the mean of the result is the mean of the source times the change', async ({ page }) => {
  await openWorkbench(page);
  const mean = async (side: string) =>
    Number(/f0\s(\d+)/.exec((await page.locator(`.map.${side} .pane-label`).textContent()) ?? '')?.[1]);
  const source = await mean('source');
  await type(page, 'f0', '*0.5');
  await rendered(page, '*0.5');
  expect(Math.abs((await mean('result')) - source / 2)).toBeLessThanOrEqual(1);
});

test('an exported file opens its recipe where it is dropped and renders to the same bytes', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-8st');
  await rendered(page, '-8st');
  const first = await exportFile(page);

  await type(page, 'f0', '');
  await rendered(page, '');
  await drop(page, [first]);
  await expect(page.getByText('Opened the recipe from speech_female_44100.f0-8st.wav.')).toBeVisible();
  await rendered(page, '-8st');
  await expect(field(page, 'f0')).toHaveValue('-8st');
  const second = await exportFile(page);
  expect(second.bytes.equals(first.bytes)).toBe(true);

  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(field(page, 'f0')).toHaveValue('');
});

test('a dropped file is opened, and dropped again is recognised', async ({ page }) => {
  await openWorkbench(page);
  const bytes = await readFile('public/samples/speech_male_44100.wav');
  // One byte of the data differs, so that it is another sound than the sample.
  bytes[bytes.length - 1] = 1;
  await drop(page, [{ name: 'mine.wav', bytes }]);
  await expect(page.locator('.header-name')).toHaveText('mine.wav');
  await drop(page, [{ name: 'copy.wav', bytes }]);
  await expect(page.getByText('Already here: mine.wav')).toBeVisible();
});

test('files that are no sounds say why, and nothing else changes', async ({ page }) => {
  await openWorkbench(page);
  await drop(page, [
    { name: 'notes.wav', bytes: Buffer.from('Hello, this is a text.') },
    { name: 'empty.wav', bytes: Buffer.alloc(0) },
  ]);
  await expect(page.getByText(/Not a WAV file: expected RIFF/)).toBeVisible();
  await expect(page.getByText(/The file is empty/)).toBeVisible();
  await expect(page.getByText(/2 files could not be added/)).toBeVisible();
  await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, female');
  await page.locator('.sound.failed', { hasText: 'notes.wav' }).getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('dialog', { name: 'Details' });
  await expect(details).toContainText('48 65 6c 6c 6f 2c 20 74 68 69 73 20 69 73 20 61  Hello, this is a');
  await expect(details).toContainText('22 bytes');
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove notes.wav' }).click();
  await expect(page.getByText('notes.wav', { exact: true })).toHaveCount(0);
});

test('a text that cannot be read gets a caret and keeps the last valid sound', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-6st');
  await rendered(page, '-6st');
  await type(page, 'f0', '-12sx');
  await expect(page.getByText('Expected st or Hz, got \u201csx\u201d (character 4).')).toBeVisible();
  await expect(page.locator('.param-caret')).toHaveText('-12sx\n   ^', { useInnerText: false });
  await expect(field(page, 'f0')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('1 problem. You hear the last valid version.')).toBeVisible();
  await rendered(page, '-6st');
  await field(page, 'f0').press('Escape');
  await expect(field(page, 'f0')).toHaveValue('-6st');
});

test('the query is copied as it would run on the command line', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page);
  await type(page, 'duration', '*1.2');
  await page.getByRole('button', { name: 'JSON' }).click();
  await page.getByRole('button', { name: 'Copy as' }).click();
  await page.getByRole('menuitem', { name: 'JSON' }).click();
  await expect(page.getByText('Copied as JSON.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const file = FEMALE.split('/').at(-1);
  expect(JSON.parse(copied)).toEqual({ file, stack: [{ module: 'world', duration: '*1.2' }] });
});

test('a long render shows how far it is, can be stopped, and leaves the last result', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'duration', '*60');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Stopped before it was done.')).toBeVisible();
  await expect(page.locator('.map.result .pane-label em')).toHaveText('old');
  await expect(page.getByRole('button', { name: 'Export WAV' })).toBeDisabled();
  await type(page, 'duration', '');
  await expect(page.getByRole('button', { name: 'Export WAV' })).toBeEnabled();
});

test('two hundred slider moves end in the sound of the last value', async ({ page }) => {
  // Each move waits for the page's frame; on two busy cores that takes most of a minute.
  test.slow();
  await openWorkbench(page);
  const thumb = (await page.locator('.slider-thumb').first().boundingBox())!;
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y, { steps: 200 });
  await page.mouse.up();
  const last = await field(page, 'f0').inputValue();
  expect(last).toMatch(/^-1\d(\.\d)?st$/);
  await rendered(page, last);
  const moved = await exportFile(page);
  await page.reload();
  await rendered(page, last);
  // What was kept would be compared with itself.
  await page.evaluate(() => window.__sonde!.engine.forget());
  await type(page, 'f0', '');
  await rendered(page, '');
  await type(page, 'f0', last);
  await rendered(page, last);
  const typed = await exportFile(page);
  expect(moved.bytes.equals(typed.bytes)).toBe(true);
});

test('the dot is dragged, the numbers follow, and the sound goes round while it is held', async ({ page }) => {
  await openWorkbench(page);
  const plane = page.getByRole('group', { name: 'f0 and vocal-tract length' });
  const box = (await plane.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - box.width / 6, y - box.height / 8, { steps: 4 });
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect(field(page, 'f0')).toHaveValue(/^-6(\.\d)?st$/);
  await expect(field(page, 'vtl')).toHaveValue(/^\+2(\.\d+)?st$/);
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(field(page, 'f0')).toHaveValue('');
  await expect(field(page, 'vtl')).toHaveValue('');
});

test('a selection is dragged, zoomed to, and played by itself', async ({ page }) => {
  await openWorkbench(page);
  const box = (await page.locator('.map.source').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.25, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + 50, { steps: 3 });
  await page.mouse.up();
  await expect(page.locator('.selection-text')).toHaveText(/0\.5\d\d.*1\.6\d\d s selected/);
  await expect(page.getByRole('button', { name: 'Loop selection' })).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.locator('.overview-window')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.locator('.overview-window')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.locator('.selection-text')).toHaveCount(0);
});
