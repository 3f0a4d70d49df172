import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { drop, expectPlaying, FEMALE, openWorkbench, rendered, type } from './workbench.ts';

test('a blind comparison hides which side is which until it is asked for', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-12st');
  await rendered(page, '-12st');
  const sides = page.getByRole('radiogroup', { name: 'What is heard' });
  await page.getByRole('button', { name: /^Listening/ }).click();
  const box = page.getByRole('dialog', { name: 'Listening' });
  await expect(box).toContainText(/File 44100\sHz, page not open/);
  await page.getByText('Compare blind').click();
  await expect(box).not.toContainText(/Hz|RMS/);
  await page.keyboard.press('Escape');
  await expect(sides.getByRole('radio')).toHaveText(['1', '2']);
  await expect(page.locator('.transport')).toContainText('Names are hidden');
  await expect(page.locator('.transport')).not.toContainText(/Source|Result|Peak/);
  const before = await sides.getByRole('radio', { checked: true }).textContent();
  await page.locator('#transport').press('x');
  await expect(sides.getByRole('radio', { checked: true })).not.toHaveText(before ?? '');
  const heard = await sides.getByRole('radio', { checked: true }).textContent();
  await page.locator('#transport').press('m');
  await expect(page.locator('.unseen').last()).toHaveText(/^Names are hidden\. Position/);
  await expectNoViolation(page);
  await page.getByRole('button', { name: /^Listening/ }).click();
  await page.getByText('Compare blind').click();
  await expect(page.locator('.notice')).toHaveText(/1 was the (source|result), 2 the (source|result)\./);
  // The number that was heard is said to have been the side that is heard.
  const told = (await page.locator('.notice').textContent()) ?? '';
  const said = new RegExp(`\\b${heard} (?:was )?the (source|result)`).exec(told)?.[1];
  await expect(sides.getByRole('radio', { checked: true })).toHaveAccessibleName(
    said === 'source' ? 'Source' : 'Result',
  );
});

test('the louder side is turned down for listening, says by how much, and the file stays', async ({ page }) => {
  await openWorkbench(page);
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    JSON.stringify({ file: 'speech_female_44100.wav', stack: [{ module: 'level', gain: -6 }] }),
  );
  await page.getByRole('button', { name: /^Listening/ }).click();
  const box = page.getByRole('dialog', { name: 'Listening' });
  const match = box.getByRole('switch', { name: /^Match loudness/ });
  await expect(match).not.toBeChecked();
  await page.keyboard.press('Escape');
  await page.locator('#transport').press('Shift+L');
  await page.getByRole('button', { name: /^Listening/ }).click();
  await expect(match).toBeChecked();
  await expect(box).toContainText('Source \u22126.0\u00a0dB for listening; files unchanged.');
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Source' }).click();
  await expect(page.locator('.transport .levels')).toContainText('\u22126.0\u00a0dB matched');
});

test('what is clipped is latched with its count and first time, and stays until it is cleared', async ({ page }) => {
  await openWorkbench(page);
  const loud = await readFile(FEMALE);
  // 44 bytes of header; three samples of full scale at 0.5 s and at 0.8 s.
  for (const second of [0.5, 0.8]) {
    for (let index = 0; index < 3; index++) loud.writeInt16LE(32_767, 44 + 2 * (second * 44_100 + index));
  }
  await drop(page, [{ name: 'loud.wav', bytes: loud }]);
  await expect(page.locator('.header-name')).toHaveText('loud.wav');
  await rendered(page, '');
  await page.getByRole('radio', { name: 'Source' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  const latch = page.getByRole('button', { name: /^Source: 2 clips, first at 0\.500\ss\. Clear$/ });
  await expect(latch).toBeVisible();
  await expectNoViolation(page);
  await latch.click();
  await expect(latch).toHaveCount(0);
  await expect(page.locator('#transport .play')).toBeFocused();
});

test('Z puts the edges of a selection on zero crossings, Ctrl Home the cursor at the start of the sound', async ({
  page,
}) => {
  await openWorkbench(page);
  const cursor = page.locator('[data-view=waveform] .source .pane-surface');
  await cursor.focus();
  for (let press = 0; press < 60; press++) await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 25; press++) await page.keyboard.press('Shift+ArrowRight');
  const beside = () =>
    page.evaluate(() => {
      const store = window.__sonde?.store as unknown as {
        getState(): {
          view: { selection: { start: number; end: number } };
          source: { clip: { sampleRate: number; channels: Float64Array[] } };
        };
      };
      const { view, source } = store.getState();
      const { sampleRate, channels } = source.clip;
      return [view.selection.start, view.selection.end].map((time) => {
        const at = Math.round(time * sampleRate);
        const [before = 0, here = 0, after = 0] = [-1, 0, 1].map((offset) => channels[0]?.[at + offset] ?? 0);
        return before * here <= 0 || here * after <= 0;
      });
    });
  await page.keyboard.press('z');
  await expect.poll(beside).toEqual([true, true]);
  await page.keyboard.press('w');
  await page.keyboard.press('Control+Home');
  await expect(cursor).toHaveAttribute('aria-valuenow', '0');
});

test('B is a pin, then another sound, chosen from the palette; a note says so and leads back', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Pin this point' }).click();
  await page.getByRole('button', { name: /^Listening/ }).click();
  await page.getByRole('button', { name: 'B: Result. Hear something else' }).click();
  const field = page.getByRole('combobox', { name: /^Find a command/ });
  await expect(field).toHaveValue('B: ');
  await field.pressSequentially('pin');
  await expectNoViolation(page);
  await page.keyboard.press('Enter');
  const notes = page.locator('.side-notes');
  await expect(notes).toHaveText(/^B:Pin .*Back to the result$/);
  await expect(page.getByRole('radio', { name: /^Pin / })).toBeVisible();
  // The tip of the button that has the focus again.
  await page.keyboard.press('Escape');
  await expectNoViolation(page);
  await page.keyboard.press('Control+k');
  await field.fill('hear as b');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('B: ');
  await field.pressSequentially('voice, male');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: /male/ })).toBeVisible();
  await page.getByRole('radio', { name: /male/ }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  await expectPlaying(page);
  await page.getByRole('button', { name: /^Listening/ }).click();
  const box = page.getByRole('dialog', { name: 'Listening' });
  await box.getByText('Details', { exact: true }).click();
  await expect(box.getByRole('region', { name: /^Starts/ }).getByRole('row')).toHaveCount(2);
  await expect(box).toContainText('reported by the browser, not measured');
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await notes.getByRole('button', { name: 'Back to the result' }).click();
  await expect(notes).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Result', exact: true })).toBeChecked();
});

test('Play can be pressed once there is something to play, and says so until then', async ({ page }) => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/samples/*.wav', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('?debug');
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await expect(play).toBeDisabled();
  await expect(page.getByTitle('Nothing to play yet')).toBeVisible();
  letGo();
  await expect(play).toBeEnabled();
  await expect(page.getByTitle('Nothing to play yet')).toHaveCount(0);
  await play.click();
  await expectPlaying(page);
});
