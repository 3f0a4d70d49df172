import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { exportFile, field, openWorkbench, rendered, type } from './workbench.ts';

const REQUEST = JSON.stringify({
  action: 'process',
  mode: 'sync',
  file: 'speech_male_44100.wav',
  stack: [
    { module: 'world', f0: '*1.2' },
    {
      module: 'vocoder',
      fs: 44100,
      analysis_filters: { f: 'ci24', method: { family: 'butterworth', order: 8, 'zero-phase': true } },
      synthesis_filters: 'analysis_filters',
      envelope: { method: 'low-pass', rectify: 'half-wave', order: 4, fc: 160, modifiers: null },
      synthesis: { carrier: 'noise', random_seed: 8, filter_before: false, filter_after: true },
    },
  ],
});

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('a VTServer request is pasted unchanged, runs, and is copied back meaning the same', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page);
  await paste(page, REQUEST);
  await expect(page.getByText('Opened a recipe (VTServer request, 2 steps).')).toBeVisible();
  await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, male');
  await expect(page.locator('.step-summary').last()).toHaveText('22 bands \u00b7 noise');
  await expect(page.locator('.step-state').last()).toHaveText(/Ready|Cached/);
  const signature = await page.locator('.signature').getAttribute('aria-label');
  await page.getByRole('button', { name: 'JSON' }).click();
  await page.getByRole('button', { name: 'Copy as' }).click();
  await page.getByRole('menuitem', { name: 'VTServer request' }).click();
  await expect(page.getByText('Copied as VTServer request.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toMatchObject({ action: 'process', precision: 'pcm16', file: 'speech_male_44100.wav' });
  await page.reload();
  await rendered(page, '*1.2');
  await type(page, 'f0', '');
  await rendered(page, '');
  await paste(page, copied);
  await rendered(page, '*1.2');
  await expect(page.locator('.signature')).toHaveAttribute('aria-label', signature ?? '');
});

test('the recipe is edited as text: a mistake changes no card, what is right changes them at once', async ({
  page,
}) => {
  await openWorkbench(page);
  await type(page, 'f0', '-6st');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: /^Recipe as JSON/ });
  await expect(editor).toContainText('"-6st"');
  await editor.getByText('"-6st"').dblclick();
  await editor.press('Control+a');
  await page.keyboard.insertText('{"file": "speech_female_44100.wav", "stack": [{"module": "world", "f0": "-6sx"}]}');
  await expect(page.getByText('Cards show the last valid recipe.')).toBeVisible();
  await expect(page.locator('.cm-lintRange-error')).toHaveText('"-6sx"');
  await expect(field(page, 'f0')).toHaveValue('-6st');
  await editor.press('Control+a');
  await page.keyboard.insertText('{"file": "speech_female_44100.wav", "stack": [{"module": "world", "f0": "-9st"}]}');
  await expect(field(page, 'f0')).toHaveValue('-9st');
  await rendered(page, '-9st');
  await type(page, 'vtl', '+2st');
  await expect(editor).toContainText('"+2st"');
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'JSON' }).click();
  await expect(editor).toBeHidden();
  await expect(field(page, 'vtl')).toHaveValue('+2st');
});

test('a card changes the text where it stands, keys without a meaning are kept and told, and so is what changed', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkbench(page);
  await page.getByRole('button', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: /^Recipe as JSON/ });
  await editor.press('Control+a');
  await page.keyboard.insertText(
    '{"stack": [ {"f0": "-9st", "module": "world", "colour": "red"} ], "file": "speech_female_44100.wav"}',
  );
  await rendered(page, '-9st');
  await expect(page.getByText('These are kept and do nothing')).toBeVisible();
  await expect(page.locator('.cm-lintRange-warning')).toHaveText('"red"');
  // One entry to undo.
  await page.getByRole('button', { name: /^Undo/ }).click();
  await rendered(page, '');
  await page.getByRole('button', { name: /^Redo/ }).click();
  await rendered(page, '-9st');
  await type(page, 'vtl', '+2st');
  await rendered(page, '-9st');
  await expect(editor).toContainText('"vtl": "+2st"');
  const about = page.locator('.query-signature');
  await expect(about.getByRole('button', { name: /^Copy signature/ })).toBeVisible();
  await expect(about).not.toContainText('export');
  await exportFile(page);
  await expect(about).toContainText('As it was exported last.');
  await type(page, 'f0', '-3st');
  await expect(about).toContainText('Since the last export: world: f0 \u22129st \u2192 \u22123st.');
  await rendered(page, '-3st');
  for (const [form, text] of [
    ['Stimulus link', '#x1='],
    ['Methods paragraph', 'f0 was lowered by 3 st'],
  ] as const) {
    await page.getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitem', { name: form }).click();
    await expect(page.getByText(`${form} copied.`)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(text);
  }
  await expectNoViolation(page);
});

test('the editor completes modules and their parameters', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: /^Recipe as JSON/ });
  await editor.press('Control+a');
  await page.keyboard.insertText('{"file": "a", "stack": [{"module": "ramp", "shape": ');
  await page.keyboard.type('"co');
  await expect(page.getByRole('option', { name: '"cosine"' })).toBeVisible();
  await page.keyboard.press('Escape');
  await editor.press('Control+a');
  await page.keyboard.insertText('{"file": "a", "stack": [{"module": "ramp", ');
  await page.keyboard.type('"du');
  await expect(page.getByRole('option', { name: /"duration"/ })).toBeVisible();
});

test('a pasted recipe is added behind the steps that are there, and a pasted link is opened', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-3st');
  await paste(page, JSON.stringify({ file: 'speech_female_44100.wav', stack: [{ module: 'time-reverse' }] }));
  await expect(page.locator('.step-title')).toHaveText(['time-reverse']);
  await page.getByRole('button', { name: 'Add 1 step instead' }).click();
  await expect(page.locator('.step-title')).toHaveText(['world', 'time-reverse']);
  await expect(field(page, 'f0')).toHaveValue('-3st');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.step-title')).toHaveText(['world']);
  await paste(page, 'https://example.org/sonde/#x1=broken');
  await expect(page.getByRole('link', { name: 'Verify', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('.check-entry').getByRole('textbox')).toHaveValue('https://example.org/sonde/#x1=broken');
});
