import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { field, openWorkbench, rendered, type } from './workbench.ts';

/** The same change as dot, fields, query and spoken text say it. */
async function expectAgreement(page: Page, f0: number, vtl: number): Promise<void> {
  const spoken = (value: number) => `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${Math.abs(value).toFixed(1)}`;
  const text = (value: number) => (value === 0 ? /^(|[+-]?0(\.0)?st)$/ : `${value > 0 ? '+' : ''}${value}st`);
  const plane = page.getByRole('group', { name: 'f0 and vocal-tract length' });
  for (const name of ['f0 change, semitones', 'Vocal-tract length change, semitones']) {
    await expect(plane.getByRole('slider', { name })).toHaveAttribute(
      'aria-valuetext',
      `f0 ${spoken(f0)} semitones, vocal-tract length ${spoken(vtl)} semitones`,
    );
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
  expect(dot[1]).toBeCloseTo((1 - vtl / 10) * 50, 3);
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

test('what listeners just notice is drawn when it is asked for, with its source', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorkbench(page);
  await page.getByRole('button', { name: 'JND' }).click();
  await expect(page.getByText(/Gaudrain & Başkent \(2018\)/)).toBeVisible();
  await expect(page.locator('.plane ellipse')).toHaveCount(2);
  await rendered(page, '');
  await expectNoViolation(page);
});
