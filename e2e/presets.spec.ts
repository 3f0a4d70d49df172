import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { field, openWorkbench, rendered, type } from './workbench.ts';

test('a preset is applied, changed, saved under a name, and there again after a reload', async ({ page }) => {
  await openWorkbench(page);
  const button = page.getByRole('button', { name: /^Preset: / });
  await button.click();
  const list = page.getByRole('dialog', { name: 'Presets' });
  await list.getByRole('button', { name: /^Woman to man/ }).click();
  await expect(field(page, 'f0')).toHaveValue('-9.1st');
  await rendered(page, '-9.1st');
  await expect(button).toHaveAccessibleName('Preset: Woman to man');
  await expectNoViolation(page);
  await type(page, 'f0', '-10st');
  await expect(button).toHaveAccessibleName('Preset: Woman to man, changed');
  await expect(page.locator('.preset-dot')).toBeVisible();
  await button.click();
  await list.getByRole('textbox', { name: 'Name of the preset' }).fill('our man');
  await page.keyboard.press('Enter');
  await expect(button).toHaveAccessibleName('Preset: our man');
  await button.click();
  await list.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect(field(page, 'f0')).toHaveValue('');
  await rendered(page, '');
  await page.reload();
  await rendered(page, '');
  await button.click();
  await list.getByRole('button', { name: /^our man/ }).click();
  await expect(field(page, 'f0')).toHaveValue('-10st');
  await page.keyboard.press('Control+z');
  await expect(field(page, 'f0')).toHaveValue('');
});

test('a preset is heard where the hand or the focus stays, and nothing is changed by that', async ({ page }) => {
  await page.addInitScript(() => {
    const { start } = AudioBufferSourceNode.prototype;
    const counted = window as unknown as { voices: number };
    counted.voices = 0;
    AudioBufferSourceNode.prototype.start = function (...given) {
      counted.voices += 1;
      start.apply(this, given);
    };
  });
  const voices = () => page.evaluate(() => (window as unknown as { voices: number }).voices);
  await openWorkbench(page);
  await page.getByRole('button', { name: /^Preset: / }).click();
  const list = page.getByRole('dialog', { name: 'Presets' });
  await list.getByRole('button', { name: /^Woman to man/ }).hover();
  await expect.poll(voices).toBe(1);
  await page.mouse.move(0, 0);
  await page.keyboard.press('Tab');
  await expect.poll(voices).toBe(2);
  await expect(field(page, 'f0')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Preset: none' })).toBeVisible();
});

test('a seed is drawn by its die, and kept by its lock', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('searchbox', { name: 'Steps that can be added' }).fill('vocoder');
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Step 2, vocoder' });
  const seed = () =>
    page.evaluate(() => {
      const [, step] = window.__sonde!.store.getState().recipe.present.steps as unknown as {
        params: { synthesis: { random_seed?: number } };
      }[];
      return step?.params.synthesis.random_seed;
    });
  await card.getByRole('button', { name: 'New seed' }).click();
  await expect.poll(seed).toEqual(expect.any(Number));
  const drawn = await seed();
  await expect(card.locator('.step-state')).toHaveText(/Ready|Cached/);
  await card.getByRole('button', { name: 'Keep this seed' }).click();
  await expect(card.getByRole('button', { name: 'New seed' })).toBeDisabled();
  expect(await seed()).toBe(drawn);
});
