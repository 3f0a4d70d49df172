import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { gridOf, openGrid, said } from './grid.ts';
import { LONG_TASK_MS, longestTaskOf, watchMainThread } from './main-thread.ts';
import { drop, openWorkbench } from './workbench.ts';

const countLine = (page: Page) => page.locator('.count-line');

test('a grid is rendered and zipped, and a second run computes nothing', async ({ page }) => {
  // Without the browser's own question for a file, which a test cannot answer.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openWorkbench(page);
  await openGrid(page, gridOf(8, 5), 40);
  await expect(countLine(page)).toContainText('40 to render');
  await page.getByRole('button', { name: 'Render all' }).click();
  await expect(page.locator('.run-text')).toHaveText('40 sounds done, 0 from cache.');
  await expect(countLine(page)).toContainText('nothing to render');

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export zip' }).click();
  const archive = await (await waiting).path();
  const folder = await mkdtemp(join(tmpdir(), 'sonde-set-'));
  try {
    execFileSync('unzip', ['-q', archive, '-d', folder]);
    const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: join(folder, 'grid'), encoding: 'utf8' });
    expect(checked.match(/sounds\/.*\.wav: OK/g)).toHaveLength(40);
    const table = await readFile(join(folder, 'grid', 'table.csv'), 'utf8');
    expect(table.trim().split('\r\n')).toHaveLength(41);
  } finally {
    await rm(folder, { recursive: true });
  }

  await page.getByRole('button', { name: 'Render again' }).click();
  await expect(page.locator('.run-text')).toHaveText('40 sounds done, 40 from cache.');

  // One of eight values of f0 is another: its five rows are new.
  const f0 = page.getByRole('listitem').filter({ has: page.locator('input[value="f0"]') });
  await f0.getByRole('radio', { name: 'Listed one by one' }).click();
  await page.getByLabel('Values, with commas between, factor f0').fill('-12st, -6st');
  await expect(page.locator('.count-line strong')).toContainText('= 10 sounds');
  await expect(countLine(page)).toContainText('5 in cache');
  await expect(countLine(page)).toContainText(/5 to render, about \d+\u00a0s on \d+ cores?/);
  await page.getByRole('button', { name: 'Render all' }).click();
  await expect(page.locator('.run-text')).toHaveText('10 sounds done, 5 from cache.');
});

test('an archive goes to the file that was chosen, piece by piece', async ({ page }) => {
  await page.addInitScript(() => {
    const ask = async ({ suggestedName }: { readonly suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    Object.assign(window, { showSaveFilePicker: ask });
  });
  await openWorkbench(page);
  await openGrid(page, gridOf(2, 1), 2);
  await page.getByRole('button', { name: 'Export zip' }).click();
  await expect(page.locator('.run-text')).toHaveText('Exported grid.zip: 2 sounds.');
  const head = await page.evaluate(async () => {
    const file = await (await (await navigator.storage.getDirectory()).getFileHandle('grid.zip')).getFile();
    return [file.size > 20_000, await file.slice(0, 2).text()];
  });
  expect(head).toEqual([true, 'PK']);
});

test('a set is made from the recipe, paused, cancelled and heard by the keyboard alone', async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole('link', { name: 'Sets' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#sets$/);
  const make = page.getByRole('button', { name: 'Make a set from this recipe' });
  await make.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.count-line strong')).toContainText('1 voice \u00d7 5 f0 \u00d7 3 vtl = 15 sounds');

  // What is pressed gives way to what can be done next, where the keys go on.
  await page.getByRole('button', { name: 'Render all' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.run-state')).toContainText('paused');
  await expect(page.getByRole('button', { name: 'Go on' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.run-text')).toContainText('What is done stays in the cache.');
  await expect(page.getByRole('button', { name: 'Render all' })).toBeFocused();

  await page.getByRole('grid', { name: 'Rows of the set' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /^Stop speech_female/ })).toBeVisible();
  await page.reload();
  await expect(page.locator('.count-line strong')).toContainText('= 15 sounds');
});

test('problems stand beside what is wrong, and a name that comes twice is one', async ({ page }) => {
  await openWorkbench(page);
  await openGrid(page, gridOf(2, 2), 4);
  await page.getByLabel('File names').fill('{f0}');
  await expect(page.locator('.set-fields')).toContainText('rows 1 and 2 both become -12st');
  await page.getByRole('button', { name: 'Add {i}' }).click();
  await expect(page.getByLabel('File names')).toHaveValue('{f0}_{i:03}');
  await expect(page.getByLabel('File names')).toBeFocused();
  await expect(page.locator('.count-line strong')).toContainText('= 4 sounds');
  await page.getByLabel('Field, factor f0').fill('stack[7].f0');
  await expect(page.locator('.factor').first()).toContainText('a field of the recipe');
  await expect(page.getByRole('button', { name: 'Render all' })).toBeDisabled();
  await drop(page, [{ name: 'other.json', bytes: Buffer.from('{') }]);
  await expect(page.getByText('other.json is not opened: it is not JSON.')).toBeVisible();
});

test('rows that failed are shown alone, and the keys go on in the table when all are shown again', async ({ page }) => {
  await openWorkbench(page);
  const end = { name: 'start', path: 'stack[0].start', values: { list: [0, 1000] } };
  const recipe = { file: 'speech_female_44100.wav', stack: [{ module: 'slice', start: 0 }] };
  const manifest = { format: 'sonde-set/1', name: 'ends', recipe, factors: [end], naming: '{start}' };
  await openGrid(page, Buffer.from(JSON.stringify(manifest)), 2);
  await page.getByRole('button', { name: 'Render all' }).click();
  await page.getByRole('button', { name: 'Show 1 failed' }).click();
  await expect(page.locator('.set-row-tools')).toContainText('1 of 2 rows');
  await page.getByRole('button', { name: 'Failed only' }).press('Enter');
  await expect(page.locator('.set-row-tools')).toContainText('2 rows');
  await expect(page.getByRole('grid', { name: 'Rows of the set' })).toBeFocused();
});

test('rows are left out by a comparison, and the zip is written as it was chosen, with its sources', async ({
  page,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openWorkbench(page);
  await openGrid(page, gridOf(3, 2), 6);
  await page.getByRole('button', { name: 'Add a filter' }).click();
  const filter = page.getByLabel('Rows left out, filter 1');
  await filter.fill('f0 < 3 and vtl');
  await expect(page.locator('.exclusions')).toContainText('a comparison, such as');
  await filter.fill('f0 < -6 and vtl = 0');
  await expect(page.locator('.count-line strong')).toContainText('= 5 sounds');
  await page.getByRole('button', { name: /^Level: / }).click();
  await page.getByRole('menuitemradio', { name: /^Mean of the set/ }).click();
  await expect(page.locator('.set-output')).toContainText('Export gives every sound the mean of all levels');
  await page.getByRole('button', { name: /^Where a sound would clip/ }).click();
  await page.getByRole('menuitemradio', { name: /^Turn all down alike/ }).click();
  await page.getByRole('button', { name: /^Sources/ }).click();
  await page.getByRole('menuitemradio', { name: /^In the zip/ }).click();
  await page.getByRole('button', { name: /^Format/ }).click();
  await page.getByRole('menuitemradio', { name: /^FLAC/ }).click();
  await expect(page.getByRole('button', { name: /^Format: FLAC/ })).toBeVisible();
  // At once: what was chosen last counts, though its rows are not counted yet.
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export zip' }).click();
  const archive = await (await waiting).path();
  const listing = execFileSync('unzip', ['-Z1', archive], { encoding: 'utf8' });
  expect(listing.match(/^grid\/sounds\/.*\.flac$/gm)).toHaveLength(5);
  const text = (path: string) => execFileSync('unzip', ['-p', archive, `grid/${path}`], { encoding: 'utf8' });
  expect(JSON.parse(text('manifest.json')).levels).toBe('mean');
  expect(text('README.txt')).toContain('brought to the mean level of the set');
  expect(listing).toMatch(/^grid\/sources\/[a-z2-7]{48}\.wav$/m);
  await page.getByRole('button', { name: 'Remove filter 1' }).click();
  await expect(page.getByRole('button', { name: 'Add a filter' })).toBeFocused();
});

test('rows are found, ordered, chosen by keys and left out, and few of many are in the document', async ({ page }) => {
  await openWorkbench(page);
  await openGrid(page, gridOf(20, 10), 200);
  const table = page.getByRole('grid', { name: 'Rows of the set' });
  await expect(table).toHaveAttribute('aria-rowcount', '201');
  expect(await table.locator('tbody tr').count()).toBeLessThan(60);
  await table.focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '201');
  for (let turn = 0; turn < 4; turn += 1) await page.keyboard.press('PageUp');
  // All of its height; a small window has not all of its width.
  await expect(async () => {
    const [row, head, box] = await Promise.all(
      [table.getByRole('row', { selected: true }), table.locator('thead'), page.locator('.rows')].map((each) =>
        each.boundingBox(),
      ),
    );
    expect(row!.height).toBe(30);
    expect(row!.y).toBeGreaterThanOrEqual(head!.y + head!.height);
    expect(row!.y + row!.height).toBeLessThanOrEqual(box!.y + box!.height);
  }).toPass();
  await page.getByRole('searchbox', { name: 'Find rows' }).fill('f0 < -11 and vtl > 3');
  await expect(page.locator('.set-row-tools')).toContainText('4 of 200 rows');
  await page.getByRole('button', { name: /^vtl/ }).click();
  await page.getByRole('button', { name: /^vtl/ }).click();
  await expect(page.getByRole('columnheader', { name: /^vtl/ })).toHaveAttribute('aria-sort', 'descending');
  await expect(table.locator('tr[data-place]').first()).toContainText('+3.8st');
  await table.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('.set-row-tools')).toContainText('2 chosen');
  await page.getByRole('button', { name: 'Leave out' }).click();
  await expect(page.locator('.count-line strong')).toContainText('= 198 sounds');
  await expect(page.locator('.set-row-tools')).toContainText('2 of 198 rows');
  await expect(table).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Open as recipe' }).click();
  await expect(page).not.toHaveURL(/#sets$/);
});

test('a row keeps its name in sight when the table is moved sideways', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openWorkbench(page);
  await openGrid(page, gridOf(8, 5), 40);
  // Its columns come with the rows, after the count.
  await expect(page.locator('.rows-cell.name').first()).toBeVisible();
  const moved = await page.locator('.rows').evaluate((rows) => {
    rows.scrollLeft = 1000;
    return rows.scrollLeft;
  });
  expect(moved).toBeGreaterThan(100);
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())!.x;
  const edge = await left('.rows');
  for (const name of ['.rows th[data-column="name"]', '.rows-cell.name']) expect((await left(name)) - edge).toBe(1);
  // Computed numbers are short in names, and whole in their own column.
  await expect(page.locator('.rows-cell.name', { hasText: '-10.29st_+0.95st' })).toBeVisible();
});

test('rows lie in the plane, where they are chosen by pointer and keys, and compared with their source', async ({
  page,
}) => {
  await openWorkbench(page);
  await openGrid(page, gridOf(5, 3), 15);
  const map = page.getByRole('group', { name: 'Rows of the set in the f0 and vocal-tract length plane' });
  const chosen = page.getByRole('row', { selected: true });
  const box = (await map.boundingBox())!;
  // All but the upper row of points, -12 to 0 st by 0, 1.9 and 3.8 st.
  await page.mouse.move(box.x + 2, box.y + box.height * 0.55);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.3, { steps: 3 });
  await page.mouse.up();
  await expect(page.locator('.set-row-tools')).toContainText('10 chosen');
  await page.getByRole('button', { name: 'Leave out' }).click();
  await expect(page.locator('.count-line strong')).toContainText('= 5 sounds');
  const point = map.getByRole('slider', { name: 'Point of the set' });
  await point.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(chosen).toHaveCount(1);
  await expect(chosen).toContainText('-9st');
  await expect(point).toHaveAttribute(
    'aria-valuetext',
    /f0 \u22129\.0 semitones.*\+3\.8 semitones; -9st_\+3\.8st; to render/,
  );
  await page.keyboard.press('x');
  await expect(page.getByRole('button', { name: /^Stop the source of -9st/ })).toBeVisible();
  await expectNoViolation(page);
});

test('on a very wide screen all that is known of a row stands under the map', async ({ page }) => {
  await page.setViewportSize({ width: 2560, height: 1300 });
  await openWorkbench(page);
  const recipe = {
    file: 'speech_female_44100.wav',
    stack: [
      { module: 'slice', end: 0.3 },
      { module: 'level', gain: 0 },
    ],
  };
  const gain = { name: 'gain', path: 'stack[1].gain', values: { list: [0, 40] } };
  const manifest = { format: 'sonde-set/1', name: 'gains', recipe, factors: [gain], naming: '{gain}' };
  await openGrid(page, Buffer.from(JSON.stringify(manifest)), 2);
  await page.getByRole('button', { name: 'Render all' }).click();
  const details = page.getByRole('region', { name: /^Row 2: 40/ });
  await page.getByRole('row', { name: /40/ }).click();
  await expect(details).toContainText(/level: reduced .* dB to prevent clipping/);
  await expect(details.locator('pre')).toContainText('"gain": 40');
  const [beside, table] = await Promise.all([details.boundingBox(), page.locator('.rows').boundingBox()]);
  expect(beside!.x).toBeGreaterThan(table!.x + table!.width);
  expect(beside!.y + beside!.height).toBeGreaterThan(table!.y + table!.height - 40);
  await expectNoViolation(page);
});

test('four hundred rows are opened, gone through, ordered and found without a task over 50 ms', async ({
  page: first,
  browser,
}) => {
  const longest = await longestTaskOf(browser, first, async (page) => {
    await openWorkbench(page);
    const table = page.getByRole('grid', { name: 'Rows of the set' });
    return watchMainThread(browser, page, async () => {
      await openGrid(page, gridOf(20, 20), 400);
      await table.focus();
      for (const key of ['PageDown', 'PageDown', 'End', 'Home']) await page.keyboard.press(key);
      await page.getByRole('button', { name: /^vtl/ }).click();
      await page.getByRole('searchbox', { name: 'Find rows' }).pressSequentially('f0 < -11');
      await said(page, '.set-row-tools', 'of 400 rows');
    });
  });
  expect(longest).toBeLessThan(LONG_TASK_MS);
});

test('the end of a run is told outside the page where that is asked for', async ({ page, context }) => {
  await context.grantPermissions(['notifications']);
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, {
      told,
      Notification: class extends Notification {
        constructor(title: string, options: NotificationOptions) {
          super(title, options);
          told.push(options.body ?? '');
        }
      },
    });
  });
  await openWorkbench(page);
  // Enough of them to be there still when it is paused.
  await openGrid(page, gridOf(12, 10), 120);
  await page.getByRole('button', { name: 'Render all' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  const notify = page.getByRole('button', { name: /^Notify me/ });
  await notify.click();
  await expect(notify).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveTitle(/^\d+ % paused \u00b7 Sonde/);
  // As when another tab is in front, which a browser without a window has not.
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }));
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('.run-text')).toHaveText('120 sounds done, 0 from cache.');
  const told = () => page.evaluate(() => (window as unknown as { readonly told: readonly string[] }).told);
  expect(await told()).toEqual(['120 sounds done, 0 from cache.']);
});

for (const { name, width, height } of [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'phone', width: 390, height: 844 },
]) {
  test(`the sets screen has no violation on a ${name} screen`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await openWorkbench(page);
    await page.goto('?debug#sets');
    await expect(page.locator('#set-screen')).toBeVisible();
    await expectNoViolation(page);
    await openGrid(page, gridOf(2, 2), 4);
    await page.getByRole('button', { name: 'Render all' }).click();
    await expect(page.locator('.run-text')).toHaveText(/^4 sounds done/);
    await expectNoViolation(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
