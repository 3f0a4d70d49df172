import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { field, openWorkbench, rendered, type } from './workbench.ts';

interface Point {
  readonly f0: number;
  readonly vtl: number;
}

/** The same change as dot, fields, query and spoken text say it. */
async function expectAgreement(page: Page, f0: number, vtl: number): Promise<void> {
  const digits = (value: number) => (Math.abs(Math.round(10 * value) - 10 * value) < 0.005 ? 1 : 2);
  const spoken = (value: number) =>
    `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${Math.abs(value).toFixed(digits(value))}`;
  const text = (value: number) => (value === 0 ? /^(|[+-]?0(\.0)?st)$/ : `${value > 0 ? '+' : ''}${value}st`);
  const plane = page.getByRole('group', { name: 'f0 and vocal-tract length' });
  for (const name of ['f0 change, semitones', 'Vocal-tract length change, semitones']) {
    const said = `f0 ${spoken(f0)} semitones, vocal-tract length ${spoken(vtl)} semitones`;
    await expect.poll(() => plane.getByRole('slider', { name }).getAttribute('aria-valuetext')).toContain(said);
  }
  await expect(field(page, 'f0')).toHaveValue(text(f0));
  await expect(field(page, 'vtl')).toHaveValue(text(vtl));
  const given = await page.evaluate(() => window.__sonde?.store.getState().recipe.present.steps[0]?.params);
  const said = (value: unknown) => Number.parseFloat(String(value ?? '0st'));
  expect([said(given?.['f0']), said(given?.['vtl'])]).toEqual([f0, vtl]);
  const dot = await plane.locator('.plane-dot').evaluate((element) => {
    const { left, top } = (element as HTMLElement).style;
    return [Number.parseFloat(left), Number.parseFloat(top)] as const;
  });
  expect(dot[0]).toBeCloseTo((f0 / 18 + 1) * 50, 3);
  expect(dot[1]).toBeCloseTo((1 - vtl / 8) * 50, 3);
}

/** By its key: the focus follows in the next frame. */
async function goToPlane(page: Page): Promise<void> {
  await page.keyboard.press('p');
  await expect(page.locator('.plane input:focus')).toHaveCount(1);
}

test('dot, fields, query and spoken text agree after every move of the plane', async ({ page }) => {
  await openWorkbench(page);
  const plane = page.getByRole('group', { name: 'f0 and vocal-tract length' });
  await expectAgreement(page, 0, 0);
  await plane.getByRole('slider').first().focus();
  await page.keyboard.press('ArrowLeft');
  await expectAgreement(page, -0.1, 0);
  await page.keyboard.press('Shift+ArrowUp');
  await expectAgreement(page, -0.1, 1);
  await type(page, 'f0', '-12 st');
  await type(page, 'vtl', '+3.8st');
  await expectAgreement(page, -12, 3.8);
  const box = (await plane.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.25, { steps: 5 });
  await page.mouse.up();
  const given = await page.evaluate(() => window.__sonde?.store.getState().recipe.present.steps[0]?.params);
  const [f0, vtl] = [Number.parseFloat(String(given?.['f0'])), Number.parseFloat(String(given?.['vtl']))];
  expect(Math.abs(f0 - 9)).toBeLessThan(0.3);
  await expectAgreement(page, f0, vtl);
  await page.getByRole('option', { name: 'To man' }).click();
  await expect(field(page, 'vtl')).toHaveValue('+2.6st');
  const man = await page.evaluate(() => window.__sonde?.store.getState().recipe.present.steps[0]?.params);
  await expectAgreement(page, Number.parseFloat(String(man?.['f0'])), 2.6);
  await plane.getByRole('slider').first().focus();
  await page.keyboard.press('Home');
  await expectAgreement(page, 0, 0);
  await page.keyboard.press('Control+z');
  await expectAgreement(page, Number.parseFloat(String(man?.['f0'])), 2.6);
});

test('a point is pinned by its key, named, and gone to again by its number', async ({ page }) => {
  await openWorkbench(page);
  await goToPlane(page);
  await page.keyboard.press('4');
  await expectAgreement(page, -12, 3.8);
  await expect(page.locator('.plane').getByRole('slider').first()).toHaveAttribute(
    'aria-valuetext',
    /at \u221212, \+3\.8$/,
  );
  await page.keyboard.press('Shift+ArrowRight');
  await expectAgreement(page, -11, 3.8);
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name of the pin' });
  await expect(name).toBeFocused();
  await page.keyboard.type('target voice');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'To target voice' })).toBeVisible();
  await page.keyboard.press('Home');
  await expectAgreement(page, 0, 0);
  await page.keyboard.press('5');
  await expectAgreement(page, -11, 3.8);
  await page.reload();
  await rendered(page, '-11st');
  await page.getByRole('button', { name: 'Remove the pin' }).click();
  await expect(page.locator('.plane input:focus')).toHaveCount(1);
  await expect(page.getByRole('option', { name: 'To target voice' })).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('option', { name: 'To target voice' })).toBeVisible();
});

test('the dot snaps to whole semitones, freely with Alt, and back to where it was by the trail', async ({ page }) => {
  await openWorkbench(page);
  const plane = page.locator('.plane');
  await goToPlane(page);
  await page.keyboard.press('Shift+W');
  await page.keyboard.press('Shift+W');
  await page.keyboard.press('s');
  await expect(page.getByText('Snap: 1 st.')).toBeAttached();
  const box = (await plane.boundingBox())!;
  const stWide = box.width / 9;
  const [x, y] = [box.x + box.width / 2 + 2 * stWide + 4, box.y + box.height / 2 - stWide - 4];
  const given = () => page.evaluate(() => window.__sonde?.store.getState().recipe.present.steps[0]?.params);
  await page.mouse.move(x - 20, y + 20);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.up();
  await expect.poll(given).toEqual({ f0: '+2st', vtl: '+1st' });
  await page.keyboard.down('Alt');
  await page.mouse.move(x - 20, y + 20);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect.poll(given).toEqual({ f0: '+2.1st', vtl: '+1.1st' });
  await page.mouse.click(x - 3, y + 3);
  await expect.poll(given).toEqual({ f0: '+2st', vtl: '+1st' });
});

test('a tract length that was chosen gives lengths in cm, of the field and of the axis', async ({ page }) => {
  await openWorkbench(page);
  await type(page, 'vtl', '+3.8st');
  const chip = page.getByRole('button', { name: /^Source taken as: / });
  await expect(chip).toHaveText('Source taken as: woman (nearest mean f0)');
  await chip.click();
  await page.getByRole('textbox', { name: 'Length of the vocal tract, cm' }).fill('14.4');
  await page.keyboard.press('Enter');
  await expect(chip).toHaveText('Source taken as: 14.4 cm');
  await expect(page.locator('.param-meaning', { hasText: 'about 14.4 \u2192 17.9 cm' })).toBeVisible();
  await chip.click();
  await page.getByRole('button', { name: /^Estimate from formants/ }).click();
  await expect(chip).toHaveText(/^Source taken as: about 1\d\.\d cm, inspection only$/);
  await page.keyboard.press('Control+z');
  await expect(chip).toHaveText('Source taken as: 14.4 cm');
});

test('a continuum is drawn, typed, heard in order and made a set', async ({ page }) => {
  await openWorkbench(page);
  await goToPlane(page);
  await page.keyboard.press('c');
  const panel = page.getByRole('region', { name: 'Continuum' });
  await expect(panel.getByText('8 points, steps of 1.80 st = 0.93 JND of normal hearing')).toBeVisible();
  await expectNoViolation(page);
  const end = panel.getByRole('textbox', { name: 'To, f0, semitones' });
  await end.fill('-6');
  await end.press('Enter');
  const count = panel.getByRole('textbox', { name: /^Number of points/ });
  await count.fill('51');
  await count.press('Enter');
  await expect(count).toHaveAttribute('aria-invalid', 'true');
  await count.fill('3');
  await count.press('Enter');
  await expect(panel.getByText(/^3 points, steps of 3\.55 st/)).toBeVisible();
  const point = panel.getByRole('slider', { name: 'Point of the continuum' });
  await point.focus();
  await page.keyboard.press('ArrowRight');
  await expect(point).toHaveAttribute(
    'aria-valuetext',
    '2 of 3: f0 \u22123.0 semitones, vocal-tract length +1.9 semitones',
  );
  await expect(panel.locator('.sounding')).toHaveText('2');
  await page.keyboard.press('Space');
  for (const place of ['1', '2', '3']) await expect(panel.locator('.sounding')).toHaveText(place);
  await expect(panel.locator('.sounding')).toHaveCount(0);
  await expectAgreement(page, 0, 0);
  await panel.getByRole('button', { name: 'Make a set' }).click();
  const rows = page.getByRole('grid').getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(2)).toContainText('-3st');
  await expect(rows.nth(2)).toContainText('+1.9st');
});

test('Shift draws a line in the plane, its ends are moved, and each is one step of undo', async ({ page }) => {
  await openWorkbench(page);
  const plane = page.locator('.plane');
  await plane.scrollIntoViewIfNeeded();
  const box = (await plane.boundingBox())!;
  const at = (f0: number, vtl: number) =>
    [box.x + (f0 / 36 + 0.5) * box.width, box.y + (0.5 - vtl / 20) * box.height] as const;
  const line = () =>
    page.evaluate(() => {
      const doc: { plane?: { line?: { from: Point; to: Point } } } = window.__sonde!.store.getState().recipe.present;
      const kept = doc.plane?.line;
      return kept && ([kept.from, kept.to] as const);
    });
  await page.keyboard.down('Shift');
  await page.mouse.move(...at(0, 0));
  await page.mouse.down();
  await page.mouse.move(...at(9, -5), { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.getByRole('region', { name: 'Continuum' })).toBeVisible();
  const drawn = (await line())!;
  expect(drawn[0]).toEqual({ f0: 0, vtl: 0 });
  expect(Math.abs(drawn[1].f0 - 9)).toBeLessThan(0.3);
  await page.mouse.move(...at(drawn[1].f0, drawn[1].vtl));
  await page.mouse.down();
  await page.mouse.move(...at(4, 4), { steps: 4 });
  await page.mouse.up();
  const moved = (await line())!;
  expect(Math.abs(moved[1].f0 - 4)).toBeLessThan(0.3);
  await expectAgreement(page, 0, 0);
  await page.keyboard.press('Control+z');
  expect(await line()).toEqual(drawn);
  await page.keyboard.press('Control+z');
  expect(await line()).toBeUndefined();
});

test('what listeners just notice is drawn when it is asked for, with its source', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  await page.getByRole('button', { name: 'JND' }).click();
  await expect(page.getByText(/Gaudrain & Başkent \(2018\)/)).toBeVisible();
  await expect(page.locator('.plane ellipse')).toHaveCount(2);
  await rendered(page, '');
  await expectNoViolation(page);
});
