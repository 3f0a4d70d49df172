import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, openWorkbench, rendered } from './workbench.ts';

interface Track {
  readonly render: {
    readonly working: boolean;
    readonly result?: { readonly rendered: { readonly f0?: { readonly f0: Float64Array } } };
  };
}

/** f0 that the result was made with. */
async function resultF0(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const state = window.__sonde?.store.getState() as Track | undefined;
    return state?.render.working ? [] : [...(state?.render.result?.rendered.f0?.f0 ?? [])];
  });
}

async function save(page: Page, item: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.locator('[data-view=f0]').getByRole('button', { name: 'f0 as a file' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const edits = (page: Page) => page.locator('.f0-edit');

for (const [kind, item] of [
  ['csv', 'Save f0 as CSV'],
  ['npz', 'Save f0 as .npz'],
] as const) {
  test(`f0 goes out as ${kind}, and dropped in it is the same f0 once more`, async ({ page }) => {
    await openWorkbench(page);
    const found = await resultF0(page);
    await page.getByRole('button', { name: 'Edit f0' }).click();
    const file = await save(page, item);
    expect(file.name).toMatch(new RegExp(`\\.f0\\.${kind}$`));
    await drop(page, [file]);
    await expect(edits(page)).toHaveCount(1);
    await expect(edits(page)).toContainText(/^Contour from a file, \d+ voiced frames/);
    await rendered(page, '');
    expect(await resultF0(page)).toEqual(found);
  });
}

test('a melody from a table is heard, turned into a correction, undone; a bad table is told where it is bad', async ({
  page,
}) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Edit f0' }).click();
  await page.getByRole('radio', { name: /^Draw melody/ }).click();
  const lines = Array.from({ length: 100 }, (_, i) => `${(i / 100).toFixed(2)};${i < 50 ? 0 : 150}`);
  await drop(page, [{ name: 'melody.csv', bytes: Buffer.from(['time;f0', ...lines].join('\n')) }]);
  await expect(page.getByText('melody.csv: 50 voiced of 100 frames, as another melody.')).toBeVisible();
  const isMelody = async () => {
    const f0 = await resultF0(page);
    return (
      f0.length > 198 &&
      f0.slice(0, 99).every((hz) => hz === 0) &&
      f0.slice(100, 199).every((hz) => Math.abs(hz - 150) < 1e-9)
    );
  };
  await expect.poll(isMelody).toBe(true);
  await page.getByRole('button', { name: 'Make it a correction' }).click();
  await expect(edits(page)).toContainText('Fix tracker');
  await expect.poll(isMelody).toBe(true);
  await expectNoViolation(page);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(edits(page)).toHaveCount(0);
  await drop(page, [{ name: 'bad.csv', bytes: Buffer.from('time,f0\n0,100\n0.01,high\n') }]);
  await expect(page.getByText(/^bad\.csv: .*line 3 has "high" where 0 or a frequency in Hz belongs/)).toBeVisible();
  await expect(edits(page)).toHaveCount(0);
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('import f0');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: 'again.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('t,f0\n0,120\n0.5,120'),
  });
  await expect(edits(page)).toHaveCount(1);
});
