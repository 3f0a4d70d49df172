import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { decodeLink } from '../src/core/provenance/stimulus-link.ts';
import { expectNoViolation } from './axe.ts';
import { wavOf } from './wav.ts';
import { drop, exportFile, openWorkbench, rendered, type } from './workbench.ts';

async function linkOf(page: Page, { named = false } = {}): Promise<string> {
  await page.getByRole('button', { name: 'Methods and link' }).click();
  await expect(page.locator('.link-fit')).toContainText('fits mail, chat and print');
  const names = page.getByRole('switch', { name: /^File names of the sources/ });
  await expect(names).not.toBeChecked();
  await expect(names).toHaveAccessibleName(/Names may identify a person/);
  if (named) await names.press('Space');
  await page.getByRole('button', { name: 'Copy stimulus link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('Escape');
  return link;
}

async function paste(page: Page, given: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, given);
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a stimulus is replicated from its link alone, with the network off', async ({ page, browser, baseURL }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-12st');
  await rendered(page, '-12st');
  const link = await linkOf(page);
  expect(link.length).toBeLessThanOrEqual(900);
  expect(link).toContain('#x1=');
  // It is packed, so that only who unpacks it sees what is in it.
  // Digests have any letters in a row.
  const said = JSON.stringify(decodeLink(link)).replaceAll(/[a-z2-7]{40,}/g, '');
  expect(said).not.toMatch(/speech_female|\.wav|adult voice|lab/i);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  try {
    const other = await elsewhere.newPage();
    await openWorkbench(other, { offline: true });
    // What checks a link is fetched when it is asked for; before this the page does not say that it has it.
    await expect(other.getByText('Ready offline')).toBeVisible();
    await other.goto('?debug#verify');
    await elsewhere.setOffline(true);
    await other.getByLabel('Stimulus link').fill(link);
    await other.keyboard.press('Enter');
    await expect(other.locator('.verdict strong')).toHaveText('Identical');
    await expect(other.locator('.verdict')).toContainText('the same samples');
    await expect(other.getByRole('list', { name: 'Steps' }).getByLabel('done')).toHaveCount(6);
  } finally {
    await elsewhere.close();
  }
});

test('an opened link is checked at once and leaves the address bar', async ({ page, context }) => {
  await openWorkbench(page);
  const link = await linkOf(page);
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator('.verdict strong')).toHaveText('Identical');
  await expect(other).toHaveURL(/#verify$/);
});

test('an exported sound is made again, byte for byte; a changed one is not', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'f0', '-6st');
  await rendered(page, '-6st');
  const { name, bytes } = await exportFile(page);
  await page.getByRole('link', { name: 'Verify' }).click();
  await drop(page, [{ name, bytes }]);
  await expect(page.locator('.verdict strong')).toHaveText('Identical');
  await expect(page.locator('.verdict')).toContainText('byte for byte');

  const changed = Buffer.from(bytes);
  const at = changed.indexOf('data') + 8 + 2 * 1000;
  changed.writeInt16LE(changed.readInt16LE(at) + 3, at);
  await drop(page, [{ name: `changed-${name}`, bytes: changed }]);
  await expect(page.locator('.verdict strong')).toHaveText('Differs');
  await expect(page.locator('.verdict')).toContainText('First at sample 1000; 1 samples differ');
  const picture = page.getByRole('img', { name: /^Waveform of the difference, 0\.000.s to 0\.046.s, at most 3 steps/ });
  await expect(picture).toBeVisible();
  // The one sample stands out of the silence, as high as the picture.
  await expect.poll(() => tallest(picture)).toBeGreaterThan(0.4);
  await page.getByRole('radio', { name: 'Whole sound' }).click();
  await expect(page.getByRole('img', { name: /^Waveform of the difference, 0\.000.s to 2\.1/ })).toBeVisible();
  await expectNoViolation(page);
});

/** The largest part of a picture's height that one of its columns has of the result's colour. */
function tallest(picture: Locator): Promise<number> {
  return picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const counts = new Array<number>(width).fill(0);
    for (let at = 0; at < width * height; at++) {
      const [red = 0, , blue = 0, alpha = 0] = pixels.slice(4 * at, 4 * at + 4);
      // The marker and the zero line are grey.
      if (alpha > 60 && Math.abs(red - blue) > 40) counts[at % width] = (counts[at % width] ?? 0) + 1;
    }
    return Math.max(...counts) / height;
  });
}

test('a link whose source is not here says which, by its name where it was asked for, and goes on when it is chosen', async ({
  page,
  browser,
}) => {
  await openWorkbench(page);
  const link = await linkOf(page, { named: true });
  expect(decodeLink(link).sources).toMatchObject([{ name: 'speech_female_44100.wav' }]);
  const sound = await (await page.request.get('samples/speech_female_44100.wav')).body();
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.route('**/samples/speech_female_44100.wav', (route) => route.abort());
  await other.goto(link);
  await expect(other.locator('.verdict strong')).toHaveText('Source differs');
  await expect(other.locator('.report')).toContainText(
    'not among the sounds in the library \u00b7 the link calls it speech_female_44100.wav',
  );
  await drop(other, [{ name: 'renamed.wav', bytes: sound }]);
  await expect(other.locator('.verdict strong')).toHaveText('Identical');
  await expect(other.locator('.report')).toContainText('renamed.wav, the same file');
  await elsewhere.close();
});

/** Content ids of the sounds that have a name, in the order they came. */
function idsOf(page: Page, fileName: string): Promise<readonly string[]> {
  return page.evaluate((wanted) => {
    interface Held {
      readonly library: readonly { readonly fileName: string; readonly sound?: { readonly id: string } }[];
    }
    const store = window.__sonde?.store as { getState(): Held } | undefined;
    return (store?.getState().library ?? []).flatMap(({ fileName: name, sound }) =>
      name === wanted && sound ? [sound.id] : [],
    );
  }, fileName);
}

test('of two sounds of one name the one that is shown is rendered, exported and linked', async ({ page }) => {
  const saw = (period: number) =>
    wavOf(
      44100,
      Int16Array.from({ length: 44100 }, (_, n) => (n % period) * 20),
    );
  await openWorkbench(page);
  for (const period of [200, 311]) {
    await drop(page, [{ name: 'masker.wav', bytes: saw(period) }]);
    await expect.poll(async () => (await idsOf(page, 'masker.wav')).length).toBe(period === 200 ? 1 : 2);
  }
  const [older = '', newer = ''] = await idsOf(page, 'masker.wav');
  const mixed = (file: string) => ({ file: 'speech_female_44100.wav', stack: [{ module: 'mixin', file }] });
  const exported = async (file: string) => {
    await paste(page, JSON.stringify(mixed(file)));
    await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, female');
    await expect(page.getByRole('button', { name: /^File: masker/ })).toBeVisible();
    await expect(page.locator('.status.done')).toBeVisible();
    return (await exportFile(page)).bytes.toString('latin1');
  };
  const named = await exported('masker.wav');
  expect(named).toContain(newer);
  expect(named).not.toContain(older);
  const other = await exported(older);
  expect(other).toContain(older);
  expect(other).not.toContain(newer);

  // By the name it would be the other one: the copy says so, and is read back as what it was made from.
  const link = await linkOf(page);
  await page.getByRole('link', { name: 'Verify' }).click();
  await page.getByLabel('Stimulus link').fill(link);
  await page.keyboard.press('Enter');
  await expect(page.locator('.verdict strong')).toHaveText('Identical');
  await page.goto('?debug');
  await page.reload();
  await expect(page.getByRole('button', { name: /^File: masker/ })).toBeVisible();
  await expect(page.locator('.status.done')).toBeVisible();
  expect((await exportFile(page)).bytes.toString('latin1')).toBe(other);
});

const MIXTURE = {
  file: 'speech_female_44100.wav',
  stack: [
    { module: 'world', f0: '-2st' },
    { module: 'mixin', file: { file: 'speech_male_44100.wav', stack: [{ module: 'time-reverse' }] }, levels: [0, -6] },
  ],
};

test('while a nested recipe is open, methods, link and export are of the whole, which is made again', async ({
  page,
}) => {
  await openWorkbench(page);
  await paste(page, JSON.stringify(MIXTURE));
  await page.getByRole('button', { name: /^File: open the nested recipe/ }).click();
  await expect(page.getByRole('navigation', { name: 'Nested recipes' })).toHaveText('Recipemixin');
  await expect(page.locator('.status.done')).toBeVisible();
  await page.getByRole('button', { name: 'Methods and link' }).click();
  await expect(page.getByRole('dialog')).toContainText('f0 was lowered by 2 st');
  await page.keyboard.press('Escape');
  const link = await linkOf(page);
  const { name, bytes } = await exportFile(page);
  await page.getByRole('link', { name: 'Verify' }).click();
  await drop(page, [{ name, bytes }]);
  await expect(page.locator('.verdict')).toContainText('byte for byte');
  await expect(page.locator('.report')).toContainText('speech_male_44100.wav');
  await page.getByLabel('Stimulus link').fill(link);
  await page.keyboard.press('Enter');
  await expect(page.locator('.verdict')).toContainText('the same samples');
});

test('a stimulus link becomes a QR code, which is seen by name and saved', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Methods and link' }).click();
  await page.getByRole('button', { name: 'QR code' }).click();
  await expect(page.getByRole('img', { name: /^QR code of the stimulus link, \d+ characters$/ })).toBeVisible();
  for (const [kind, head] of [
    ['SVG', '<svg'],
    ['PNG', '\u0089PNG'],
  ] as const) {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save as ${kind}` }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`speech_female_44100.world.link.${kind.toLowerCase()}`);
    expect((await readFile(await download.path())).toString('latin1', 0, 4)).toBe(head);
  }
});

test('the same samples in another file of the library are found after a reload, and a wrong choice is told', async ({
  page,
  browser,
}) => {
  await openWorkbench(page);
  const link = await linkOf(page);
  const sound = await (await page.request.get('samples/speech_female_44100.wav')).body();
  const male = await (await page.request.get('samples/speech_male_44100.wav')).body();
  // A chunk that nothing reads behind the samples: other bytes, the same sound.
  const other = Buffer.concat([sound, Buffer.from('note'), Buffer.alloc(4)]);
  other.writeUInt32LE(other.length - 8, 4);
  const elsewhere = await browser.newContext();
  const reader = await elsewhere.newPage();
  await reader.route('**/samples/speech_*_44100.wav', (route) => route.abort());
  await reader.goto(link);
  await expect(reader.locator('.verdict strong')).toHaveText('Source differs');
  await drop(reader, [{ name: 'male.wav', bytes: male }]);
  await expect(reader.locator('.report')).toContainText('male.wav is another sound');
  await drop(reader, [{ name: 'other.wav', bytes: other }]);
  await expect(reader.locator('.verdict strong')).toHaveText('Identical');
  // What was kept is not loaded until it is asked for.
  await expect(reader.getByText(/^Saved /)).toBeVisible();
  await reader.goto('about:blank');
  await reader.goto(link);
  await expect(reader.locator('.verdict strong')).toHaveText('Identical');
  await expect(reader.locator('.report')).toContainText('other.wav: another file with the same samples');
  await elsewhere.close();
});

test('the methods paragraph is copied, and a text that is no link is refused in words', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('button', { name: 'Methods and link' }).click();
  const dialog = page.getByRole('dialog', { name: 'How this sound was made' });
  await expect(dialog).toContainText('Stimuli were made with Sonde');
  await dialog.getByRole('tab', { name: 'BibTeX' }).click();
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('@article');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Verify' }).click();
  await page.getByLabel('Stimulus link').fill('https://example.org/');
  await page.keyboard.press('Enter');
  await expect(page.locator('.verdict')).toContainText('This is not a stimulus link');
});

for (const { name, width, height } of [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'phone', width: 390, height: 844 },
]) {
  test(`provenance has no violation on a ${name} screen`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await openWorkbench(page);
    if (name === 'phone') await page.getByRole('tab', { name: 'Recipe' }).click();
    await page.getByRole('button', { name: 'Methods and link' }).click();
    await expect(page.locator('.link-fit')).toBeVisible();
    await page.getByRole('button', { name: 'QR code' }).click();
    await expect(page.locator('.qr-squares')).toBeVisible();
    await expectNoViolation(page);
    await page.getByRole('button', { name: 'Copy stimulus link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto(`?again${link.slice(link.indexOf('#'))}`);
    await expect(page.locator('.verdict strong')).toHaveText('Identical');
    await expectNoViolation(page);
  });
}
