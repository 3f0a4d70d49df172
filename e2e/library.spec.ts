import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { expectNoViolation } from './axe.ts';
import { drop, FEMALE, field, openWorkbench, rendered, stored, type } from './workbench.ts';

/** The sample with one sample changed, so that it is a sound of its own. */
async function variant(mark: number): Promise<Buffer> {
  const bytes = await readFile(FEMALE);
  bytes.writeInt16LE(mark, 44);
  return bytes;
}

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

/** The next page of the same profile, once the one before is gone. */
async function nextPage(context: BrowserContext, f0: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto('?debug');
  await rendered(page, f0);
  return page;
}

const edits = (page: Page) =>
  page.evaluate(() => {
    const { recipe } = window.__sonde!.store.getState();
    return { past: recipe.past.length, f0: recipe.present.steps[0]?.params['f0'] };
  });

const signature = (page: Page) =>
  page.evaluate(() => window.__sonde!.store.getState().render.result?.rendered.signature);

test('sounds, words, recipe, view and undo are as they were after a reload', async ({ page }) => {
  await openWorkbench(page);
  const first = await signature(page);
  await drop(page, [{ name: 'mine.wav', bytes: await variant(1) }]);
  await expect(page.locator('.header-name')).toHaveText('mine.wav');
  await rendered(page, '');
  const before = await signature(page);
  for (const f0 of ['-1st', '-2st', '-3st']) {
    await type(page, 'f0', f0);
    await rendered(page, f0);
  }
  await row(page, 'mine').focus();
  await page.keyboard.press('F2');
  const details = page.getByRole('dialog', { name: 'Name, tags, note' });
  await details.getByLabel('Name').fill('My vowel');
  await details.getByLabel('Tags').fill('pilot, day 2');
  await details.getByLabel('Talker').fill('P03');
  await details.getByLabel('Talker').press('Tab');
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await page.getByRole('slider', { name: 'time cursor, spectrogram, source' }).focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('w');
  const view = await page.evaluate(() => window.__sonde!.store.getState().view.time);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await stored(page);
  await page.reload();
  await rendered(page, '-3st');
  await expect(page.locator('.header-name')).toHaveText('My vowel');
  await expect(row(page, 'My vowel')).toContainText('day 2');
  await expect(row(page, 'My vowel')).toContainText('P03');
  expect((await page.evaluate(() => window.__sonde!.store.getState().view.time)).start).toBeCloseTo(view.start, 5);
  expect((await page.evaluate(() => window.__sonde!.store.getState().view.time)).end).toBeCloseTo(view.end, 5);
  // Name, tags, talker, and the three values before them.
  for (let press = 0; press < 6; press++) await page.keyboard.press('Control+z');
  await rendered(page, '');
  expect(await signature(page)).toBe(before);
  expect(first).not.toBe(before);
});

test('a tab that is killed after any gesture loses at most that one', async ({ context }) => {
  let page = await context.newPage();
  await openWorkbench(page);
  let done = 0;
  for (const gestures of [1, 3, 2]) {
    for (let gesture = 0; gesture < gestures; gesture++) {
      done++;
      await type(page, 'f0', `-${done}st`);
      // Only the last one may be on its way when the tab is killed.
      if (gesture < gestures - 1) await rendered(page, `-${done}st`);
    }
    const client = await context.newCDPSession(page);
    // Answers never, for there is nobody left to answer.
    client.send('Page.crash').catch(() => undefined);
    await page.waitForEvent('crash');
    await page.close();
    page = await context.newPage();
    await page.goto('?debug');
    await page.waitForFunction(() => window.__sonde?.store.getState().source !== undefined);
    const kept = await edits(page);
    expect([done - 1, done]).toContain(kept.past);
    expect(kept.f0 ?? '').toBe(kept.past === 0 ? '' : `-${kept.past}st`);
    done = kept.past;
  }
});

test('closing the tab in the middle of work keeps all of it', async ({ context }) => {
  const page = await context.newPage();
  await openWorkbench(page);
  for (let gesture = 1; gesture <= 55; gesture++) await type(page, 'f0', `-${gesture / 10}st`);
  await page.close({ runBeforeUnload: false });
  const next = await nextPage(context, '-5.5st');
  expect((await edits(next)).past).toBe(55);
});

test('a deleted sound comes back by undo, and from the bin after a reload', async ({ page }) => {
  await openWorkbench(page);
  await drop(page, [{ name: 'mine.wav', bytes: await variant(2) }]);
  await expect(page.locator('.header-name')).toHaveText('mine.wav');
  await row(page, 'mine').focus();
  await page.keyboard.press('Delete');
  await expect(row(page, 'mine')).toHaveCount(0);
  await page.locator('.notice', { hasText: 'Moved to the bin' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.header-name')).toHaveText('mine.wav');
  await row(page, 'mine').focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, female');
  await stored(page);
  await page.reload();
  await rendered(page, '');
  await expect(row(page, 'mine')).toHaveCount(0);
  await page.getByRole('button', { name: 'More of the library' }).click();
  await page.getByRole('menuitem', { name: 'Bin (1)' }).click();
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Restore mine.wav' }).click();
  await expect(page.getByText('Nothing in the bin.')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the library' }).click();
  await row(page, 'mine').click();
  await expect(page.locator('.header-name')).toHaveText('mine.wav');
  await rendered(page, '');
});

test('all sounds are marked by one key and go to the bin and back together', async ({ page }) => {
  await openWorkbench(page);
  const rows = page.locator('.sound-list .sound');
  const before = await rows.count();
  expect(before).toBeGreaterThan(1);
  await row(page, 'adult voice, male').focus();
  await page.keyboard.press('Control+a');
  await expect(page.locator('.sound-list [role=row][aria-selected=true]')).toHaveCount(before);
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('.sound-list [role=row][aria-selected=true]')).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(0);
  const notice = page.locator('.notice', { hasText: `Moved ${before} sounds to the bin` });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(before);
  await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, female');
});

test('keys go through the sounds, to a row’s buttons, and past the list in one step', async ({ page }) => {
  await openWorkbench(page);
  const [female, male] = [row(page, 'adult voice, female'), row(page, 'adult voice, male')];
  const marked = page.locator('.sound-list [role=row][aria-selected=true]');
  await female.click();
  await page.keyboard.press('Control+ArrowDown');
  await expect(male).toBeFocused();
  await expect(female).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, male');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(marked).toHaveCount(2);
  await male.click({ modifiers: ['Control'] });
  await expect(marked).toHaveCount(1);
  await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, female');
  await female.focus();
  await page.keyboard.press('ArrowRight');
  await expect(female.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(male).toBeFocused();
  // From the first row, and back to it: the list's last button is only passed.
  await page.keyboard.press('ArrowUp');
  await expect(female).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('.drop-hint')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(female).toBeFocused();
});

test('erasing from the disk asks, and is for good', async ({ page }) => {
  await openWorkbench(page);
  await row(page, 'male').first().focus();
  await row(page, 'adult voice, male').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'More of the library' }).click();
  await page.getByRole('menuitem', { name: 'Bin (1)' }).click();
  await page.getByRole('button', { name: 'Empty the bin' }).click();
  await expect(page.getByText('Erase 1 sound for good? It cannot come back.')).toBeVisible();
  await page.getByRole('button', { name: 'Erase' }).click();
  await page.getByRole('button', { name: 'Back to the library' }).click();
  await stored(page);
  await page.reload();
  await rendered(page, '');
  await expect(page.getByRole('row')).toHaveCount(1);
  await page.getByRole('button', { name: 'More of the library' }).click();
  await page.getByRole('menuitem', { name: 'Bring back the samples' }).click();
  await expect(row(page, 'adult voice, male')).toHaveCount(1);
});

test('an archive becomes its sounds, and search finds them by words and facts', async ({ page }) => {
  await openWorkbench(page);
  const archive = zipSync({
    'day1/ba.wav': await variant(3),
    'day1/da.wav': await variant(4),
    'day1/notes.txt': Buffer.from('not a sound'),
    '__MACOSX/day1/._ba.wav': Buffer.from('nor this'),
  });
  await drop(page, [{ name: 'session.zip', bytes: Buffer.from(archive) }]);
  await expect(page.getByText('2 sounds from session.zip')).toBeVisible();
  await expect(page.locator('.sound.ready')).toHaveCount(4);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await page.locator('.header-name').click();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  const count = async (text: string, rows: number) => {
    await search.fill(text);
    await expect(page.locator('.sound.ready')).toHaveCount(rows);
  };
  await count('da.wav', 1);
  await count('is:sample', 2);
  await count('is:file rate:44100 dur>1', 2);
  await count('dur>99', 0);
  await expect(page.getByText('Nothing matches \u201cdur>99\u201d.')).toBeVisible();
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Clear' }).first().click();
  await expect(page.locator('.sound.ready')).toHaveCount(4);
});

test('the bytes that were dropped are the bytes that are exported, after a reload too', async ({ page }) => {
  await openWorkbench(page);
  const bytes = await variant(5);
  await drop(page, [{ name: 'mine.wav', bytes }]);
  await expect(page.locator('.header-name')).toHaveText('mine.wav');
  await stored(page);
  await page.reload();
  await rendered(page, '');
  await row(page, 'mine').hover();
  await page.getByRole('button', { name: 'More for mine.wav' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export the original' }).click();
  const download = await waiting;
  expect(await readFile(await download.path())).toEqual(bytes);
  await drop(page, [{ name: 'again.wav', bytes }]);
  await expect(page.getByText('Already here: mine.wav')).toBeVisible();
});

test('of two tabs the first one writes, until the second one takes over with all that was done', async ({
  context,
}) => {
  const first = await context.newPage();
  await openWorkbench(first);
  await type(first, 'f0', '-2st');
  await rendered(first, '-2st');
  const second = await nextPage(context, '-2st');
  await expect(second.getByText('Open in another tab.')).toBeVisible();
  await expectNoViolation(second);
  await type(second, 'f0', '-9st');
  await rendered(second, '-2st');
  expect((await edits(second)).f0).toBe('-2st');
  await type(first, 'f0', '-4st');
  await second.getByRole('button', { name: 'Use it here' }).click();
  await rendered(second, '-4st');
  await expect(second.getByText('Open in another tab.')).toHaveCount(0);
  await expect(first.getByText('Open in another tab.')).toBeVisible();
  await type(second, 'f0', '-5st');
  await rendered(second, '-5st');
  await second.reload();
  await rendered(second, '-5st');
});

test('the address leads to a sound and a stretch of it, and says when the sound is not here', async ({ page }) => {
  await openWorkbench(page);
  const id = await page.evaluate(
    () => window.__sonde!.store.getState().library.find(({ name }) => name.endsWith(', male'))!.sound!.id,
  );
  await expect(page).toHaveURL(/#sound=[a-z2-7]{48}$/);
  await page.goto(`?debug#sound=${id}&t=0.5,1.25`);
  await expect(page.locator('.header-name')).toHaveText('Sample: adult voice, male');
  await expect
    .poll(() => page.evaluate(() => window.__sonde!.store.getState().view.time))
    .toEqual({ start: 0.5, end: 1.25 });
  await page.goto(`?debug#sound=${'a'.repeat(48)}`);
  await expect(page.getByText(/The link means a sound that is not here/).first()).toBeVisible();
  await expect(field(page, 'f0')).toBeVisible();
});
