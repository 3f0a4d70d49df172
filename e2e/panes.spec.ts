import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { openWorkbench } from './workbench.ts';

const panes = (page: Page) =>
  page.locator('[data-view]').evaluateAll((all) => all.map((pane) => (pane as HTMLElement).dataset['view']));

test('a view is added, drawn over, moved, resized, removed, and comes back', async ({ page }) => {
  await openWorkbench(page);
  expect(await panes(page)).toEqual(['waveform', 'spectrogram']);
  await page.getByRole('button', { name: 'Add a view' }).click();
  await page.getByRole('menuitem', { name: 'f0' }).click();
  await expect.poll(() => panes(page)).toEqual(['waveform', 'spectrogram', 'f0']);
  await expect(page.getByRole('button', { name: 'Layout: Simple' })).toHaveText('Simple, changed');

  await page.getByRole('button', { name: 'Move the pane f0' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => panes(page)).toEqual(['waveform', 'f0', 'spectrogram']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => panes(page)).toEqual(['f0', 'waveform', 'spectrogram']);

  const splitter = page.getByRole('separator', { name: 'Height of f0' });
  const height = async () => Number(await splitter.getAttribute('aria-valuenow'));
  await splitter.focus();
  await page.keyboard.press('ArrowDown');
  const before = await height();
  await page.keyboard.press('Shift+ArrowUp');
  expect(await height()).toBeLessThan(before);
  for (let press = 0; press < 20; press++) await page.keyboard.press('Shift+ArrowUp');
  expect(await height()).toBe(96);

  await page.getByRole('button', { name: 'Pane: Spectrogram' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'f0' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('.map.source .f0-axis')).toHaveCount(0);
  await page.getByRole('button', { name: 'Pane: Waveform' }).click();
  await page.getByRole('menuitem', { name: 'Remove this pane' }).click();
  await expect.poll(() => panes(page)).toEqual(['f0', 'spectrogram']);
  await expect(page.locator('[data-view=spectrogram] [role=slider]').first()).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(() => panes(page)).toEqual(['f0', 'waveform', 'spectrogram']);
});

test('panes are carried and resized by the pointer', async ({ page }) => {
  await openWorkbench(page);
  const grip = (await page.getByRole('button', { name: 'Move the pane Waveform' }).boundingBox())!;
  const below = (await page.locator('[data-view=spectrogram]').boundingBox())!;
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(grip.x + 8, below.y + below.height * 0.75, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => panes(page)).toEqual(['spectrogram', 'waveform']);
  const splitter = page.getByRole('separator', { name: 'Height of Spectrogram' });
  const edge = (await splitter.boundingBox())!;
  const pane = page.locator('[data-view=spectrogram]');
  const before = (await pane.boundingBox())!.height;
  await page.mouse.move(edge.x + 100, edge.y + 4);
  await page.mouse.down();
  await page.mouse.move(edge.x + 100, edge.y - 60, { steps: 4 });
  await page.mouse.up();
  expect((await pane.boundingBox())!.height).toBeCloseTo(before - 64, -1);
});

test('a layout of one\u2019s own is kept over a reload', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Add a view' }).click();
  await page.getByRole('menuitem', { name: 'f0' }).click();
  await page.getByRole('button', { name: /^Layout/ }).click();
  await page.getByRole('menuitem', { name: /Keep this layout/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Layout: Mine' })).toBeVisible();
  await page.getByRole('button', { name: /^Layout/ }).click();
  await page.getByRole('menuitemradio', { name: 'Simple' }).click();
  await expect.poll(() => panes(page)).toEqual(['waveform', 'spectrogram']);
  await expect(page.locator('.status-bar')).toContainText('Saved');
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Layout: Simple' }).click();
  await page.getByRole('menuitemradio', { name: 'Mine' }).click();
  await expect.poll(() => panes(page)).toEqual(['waveform', 'spectrogram', 'f0']);
});

test('a small screen has two panes and a chooser for each', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page);
  expect(await panes(page)).toEqual(['waveform', 'spectrogram']);
  await page.getByRole('button', { name: 'View in pane 1: Waveform' }).click();
  await page.getByRole('menuitemradio', { name: 'f0' }).click();
  await expect.poll(() => panes(page)).toEqual(['f0', 'spectrogram']);
});

test('every view can be read and breaks no rule', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  for (const [layout, view, values] of [
    ['Voice', 'intensity', /Intensity, Source, 1\.000 seconds, intensity\sminus [\d.]+ decibels/],
    ['Formants', 'spectrogram', /Spectrogram, Source, 1\.000 seconds, .*, F1\s\d+ hertz, F2\s\d+ hertz/],
  ] as const) {
    await page.getByRole('button', { name: /^Layout/ }).click();
    await page.getByRole('menuitemradio', { name: layout, exact: true }).click();
    await page.evaluate(() => {
      const store = window.__sonde?.store as unknown as {
        setState(change: (state: { view: object }) => object): void;
      };
      store.setState(({ view }) => ({ view: { ...view, cursor: 1 } }));
    });
    const cursor = page.getByRole('slider', { name: `time cursor, ${view}, source` });
    await cursor.focus();
    await expect(cursor).toHaveAttribute('aria-valuetext', values);
    await expectNoViolation(page);
  }
});

test('scale, colours and range change what is drawn and stay over a reload', async ({ page }) => {
  await openWorkbench(page);
  const canvas = page.locator('.map.source canvas');
  const picture = () => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  const choose = async (what: RegExp, option: string) => {
    const before = await picture();
    await page.getByRole('button', { name: what }).click();
    await page.getByRole('menuitemradio', { name: option }).click();
    await expect.poll(picture).not.toBe(before);
  };
  await page.getByRole('button', { name: 'How views look' }).click();
  await choose(/^Colours/, 'Cividis');
  await choose(/^Frequency scale/, 'Mel');
  const before = await picture();
  await page.getByRole('textbox', { name: 'Range' }).fill('40');
  await page.keyboard.press('Enter');
  await expect.poll(picture).not.toBe(before);
  await page.getByRole('textbox', { name: 'Range' }).fill('4000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Range' })).toHaveValue('40');
  await page.keyboard.press('Escape');
  await expect(page.locator('.status-bar')).toContainText('Saved');
  await openWorkbench(page);
  await page.getByRole('button', { name: 'How views look' }).click();
  await expect(page.getByRole('textbox', { name: 'Range' })).toHaveValue('40');
  await expect(page.getByRole('button', { name: 'Colours: Cividis' })).toBeVisible();
});
