import { expect, type Page, test } from '@playwright/test';
import { wavOf } from './wav.ts';
import { drop, openWorkbench } from './workbench.ts';

interface Looked {
  readonly view: {
    readonly time: { readonly start: number; readonly end: number };
    readonly cursor: number;
    readonly parts: Readonly<Record<string, { readonly low: number; readonly high: number }>>;
  };
  readonly recipe: { readonly past: readonly unknown[] };
}

const looked = (page: Page) =>
  page.evaluate(() => {
    const store = window.__sonde?.store as { getState(): Looked } | undefined;
    if (!store) throw new Error('the page is not there');
    const { view, recipe } = store.getState();
    return { view: { time: view.time, cursor: view.cursor, parts: view.parts }, past: recipe.past.length };
  });
const partOf = async (page: Page, name: string) => (await looked(page)).view.parts[name];
const spanOf = async (page: Page) => (await looked(page)).view.time;

const surface = (page: Page, view: string, side = 'source') =>
  page.locator(`[data-view=${view}] .pane.${side} .pane-surface`);
const labels = (page: Page, view: string, side = 'source') =>
  page.locator(`[data-view=${view}] .pane.${side} .map-axis > span`).allTextContents();

async function boxOf(page: Page, view: string) {
  const box = await surface(page, view).boundingBox();
  if (!box) throw new Error(`no pane ${view}`);
  return box;
}

/** Turns the wheel with a key held, at a place of a pane. @param height 0 at its bottom */
async function wheel(page: Page, view: string, height: number, deltaY: number): Promise<void> {
  const box = await boxOf(page, view);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * (1 - height));
  await page.keyboard.down('Alt');
  await page.mouse.wheel(0, deltaY);
  await page.keyboard.up('Alt');
}

test('Alt and the wheel zoom the values about the pointer, on both sides, and change no entry of undo', async ({
  page,
}) => {
  await openWorkbench(page);
  const before = await looked(page);
  await wheel(page, 'spectrogram', 0.25, -400);
  await expect.poll(() => partOf(page, 'map spectrogram')).toBeDefined();
  const part = (await partOf(page, 'map spectrogram'))!;
  expect(part.low + 0.25 * (part.high - part.low)).toBeCloseTo(0.25, 1);
  expect(part.high - part.low).toBeLessThan(0.5);
  const after = await looked(page);
  expect(after.view.time).toEqual(before.view.time);
  expect(after.past).toBe(before.past);
  expect(await labels(page, 'spectrogram')).not.toContain('0');
  expect(await labels(page, 'spectrogram', 'result')).toEqual(await labels(page, 'spectrogram'));
  await wheel(page, 'spectrogram', 0.25, 2000);
  await expect.poll(() => partOf(page, 'map spectrogram')).toBeUndefined();
  expect(await labels(page, 'spectrogram')).toContain('0');
});

test('a value axis is dragged, and two clicks on it show all of it', async ({ page }) => {
  await openWorkbench(page);
  const box = await boxOf(page, 'waveform');
  const [x, y] = [box.x + box.width - 14, box.y + box.height / 2];
  expect(await labels(page, 'waveform')).toEqual([]);
  await page.mouse.move(x, y + 20);
  await page.mouse.down();
  await page.mouse.move(x, y - 60, { steps: 5 });
  await page.mouse.up();
  const part = (await partOf(page, 'wave waveform'))!;
  // What was loud is cut at both edges alike.
  expect(part.low + part.high).toBeCloseTo(1, 9);
  expect(await labels(page, 'waveform')).toEqual(['0.5', '0', '\u22120.5']);
  const { cursor } = (await looked(page)).view;
  await page.mouse.dblclick(x, y);
  expect(await partOf(page, 'wave waveform')).toBeUndefined();
  expect((await looked(page)).view.cursor).toBe(cursor);
});

test('from the axis a selection is still dragged, sideways', async ({ page }) => {
  await openWorkbench(page);
  const box = await boxOf(page, 'spectrogram');
  await page.mouse.move(box.x + box.width - 8, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 208, box.y + 64, { steps: 5 });
  await page.mouse.up();
  expect((await looked(page)).view.parts).toEqual({});
  await expect(page.locator('.mark-selection').first()).toBeVisible();
});

test('keys zoom the values of the view with the focus, and W and S still time', async ({ page }) => {
  await openWorkbench(page);
  await surface(page, 'spectrogram').focus();
  await page.keyboard.press('Shift+W');
  await page.keyboard.press('+');
  // About the frequency cursor, at 1 of 8 kHz.
  const part = (await partOf(page, 'map spectrogram'))!;
  expect(part.high - part.low).toBeCloseTo(1 / 1.5 ** 2, 6);
  expect(part.low + 0.125 * (part.high - part.low)).toBeCloseTo(0.125, 6);
  await page.keyboard.press('-');
  expect((await partOf(page, 'map spectrogram'))!.high).toBeGreaterThan(part.high);
  const { start, end } = await spanOf(page);
  await page.keyboard.press('w');
  const near = await spanOf(page);
  expect(near.end - near.start).toBeLessThan(end - start);
  await page.keyboard.press('Shift+Q');
  expect((await looked(page)).view.parts).toEqual({});
  await page.keyboard.press('Shift+W');
  await page.keyboard.press('r');
  expect((await looked(page)).view.parts).toEqual({});
});

test('what is shown of the values is kept over a reload', async ({ page }) => {
  await openWorkbench(page);
  await surface(page, 'waveform').focus();
  await page.keyboard.press('Shift+W');
  const part = await partOf(page, 'wave waveform');
  await expect(page.locator('.status-bar')).toContainText('Saved');
  // The place is kept when it has come to rest, or the page goes.
  await openWorkbench(page);
  expect(await partOf(page, 'wave waveform')).toEqual(part);
});

test('the ruler and the middle button pan', async ({ page }) => {
  await openWorkbench(page);
  await surface(page, 'spectrogram').focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('w');
  await page.keyboard.press('d');
  const before = await spanOf(page);
  const ruler = (await page.locator('.ruler').boundingBox())!;
  await page.mouse.move(ruler.x + 300, ruler.y + 6);
  await page.mouse.down();
  await page.mouse.move(ruler.x + 400, ruler.y + 6, { steps: 5 });
  await page.mouse.up();
  const dragged = await spanOf(page);
  const share = (dragged.start - before.start) / (before.end - before.start);
  expect(share).toBeCloseTo(-100 / ruler.width, 2);
  const box = await boxOf(page, 'spectrogram');
  await page.mouse.move(box.x + 400, box.y + 80);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(box.x + 300, box.y + 80, { steps: 5 });
  await page.mouse.up({ button: 'middle' });
  const back = await spanOf(page);
  expect(back.start).toBeCloseTo(before.start, 2);
  await expect(page.locator('.mark-selection')).toHaveCount(0);
});

test('the waveform shows levels where its menu says so, and marks what is clipped', async ({ page }) => {
  await openWorkbench(page);
  const menu = page.getByRole('button', { name: 'Pane: Waveform' });
  await menu.click();
  await page.getByRole('menuitemradio', { name: 'Level, \u221260 to 0 dB' }).click();
  await expect.poll(() => labels(page, 'waveform')).toEqual(['0', '\u221220', '\u221240', '\u221260']);
  expect(await labels(page, 'waveform', 'result')).toEqual(await labels(page, 'waveform'));
  await expect(page.locator('.status-bar')).toContainText('Saved');
  await openWorkbench(page);
  expect(await labels(page, 'waveform')).toHaveLength(4);
  await expect(page.locator('.wave.source .pane-label')).toHaveText('Source');

  const samples = Int16Array.from({ length: 8000 }, (_, index) => (index >= 4000 && index < 4010 ? 32_767 : 100));
  await drop(page, [{ name: 'loud.wav', bytes: wavOf(8000, samples) }]);
  await expect(page.locator('.wave.source .pane-label')).toHaveText('Sourceclipped');
  const box = await boxOf(page, 'waveform');
  await page.mouse.click(box.x + box.width / 2 + 0.25, box.y + box.height / 2);
  await expect(page.locator('[data-view=waveform] .source .readout')).toContainText(/dBFS . sample 40\d\d . clipped$/);
});

test('curves are zoomed as all views are: by wheel, axis and keys', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Add a view' }).click();
  await page.getByRole('menuitem', { name: 'Slice at the cursor' }).click();
  const curve = page.locator('[data-view=slice] .pane-surface');
  const ticks = () => page.locator('[data-view=slice] .map-axis > span').allTextContents();
  await curve.focus();
  // Of source and result, whose levels are not there at once.
  await expect(page.locator('[data-view=slice] [role=slider]')).toHaveAttribute('aria-valuetext', /source.*result/);
  const whole = await ticks();
  await page.keyboard.press('Shift+W');
  expect(await partOf(page, 'curve slice')).toEqual({ low: expect.closeTo(1 / 6, 6), high: expect.closeTo(5 / 6, 6) });
  await expect.poll(ticks).not.toEqual(whole);
  const part = await ticks();
  await page.keyboard.press('Shift+Q');
  expect(await partOf(page, 'curve slice')).toBeUndefined();
  // Not those of before: the top of the axis is known once all of the sound was looked through.
  await expect.poll(ticks).not.toEqual(part);

  const box = (await curve.boundingBox())!;
  const before = await spanOf(page);
  await page.mouse.move(box.x + box.width / 2, box.y + 24);
  await page.keyboard.down('Alt');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Alt');
  await expect.poll(async () => (await partOf(page, 'curve slice'))?.high).toBeCloseTo(1, 6);
  expect(await spanOf(page)).toEqual(before);
  await page.mouse.dblclick(box.x + box.width - 12, box.y + box.height / 2);
  await expect.poll(() => partOf(page, 'curve slice')).toBeUndefined();
  await page.mouse.move(box.x + box.width - 12, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 12, box.y + 60, { steps: 4 });
  await page.mouse.up();
  expect(await partOf(page, 'curve slice')).toBeDefined();
});
