import { expect, type Page, test } from '@playwright/test';
import { openWorkbench } from './workbench.ts';

/**
 * What another language does to the layout: every word is a third longer, as German's are, in each text as it stands.
 * @returns what then reaches beyond the window
 */
function lengthen(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const longer = (text: string) =>
      text.replace(/\p{L}{3,}/gu, (word) => word + 'enstwaes'.repeat(9).slice(0, Math.ceil(word.length / 3)));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
    const before = texts.map(({ data }) => data);
    for (const text of texts) {
      // Names of sounds and numbers are not translated.
      if (text.parentElement?.closest('.sound-name, .header-name, style, script, .unseen') === null) {
        text.data = longer(text.data);
      }
    }
    // What can be scrolled to is not lost, and dots say that there is more.
    const isReached = (element: Element | null): boolean => {
      for (let one = element; one && one !== document.body; one = one.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(one);
        if (textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll') return true;
      }
      return false;
    };
    const width = document.documentElement.clientWidth;
    const beyond = texts.flatMap((text) => {
      const parent = text.parentElement;
      if (!parent?.checkVisibility() || text.data.trim() === '') return [];
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      return box.width > 1 && box.right > width + 1 && !isReached(parent) ? [text.data.trim()] : [];
    });
    const isWider = document.documentElement.scrollWidth > width;
    // As it was: React looks for its own texts.
    for (const [index, text] of texts.entries()) text.data = before[index] ?? '';
    return [...beyond, ...(isWider ? [`the page is ${document.documentElement.scrollWidth} wide`] : [])];
  });
}

test('longer words fit on a telephone, on every screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page);
  // What does not fit is found, though the page clips it.
  await page.evaluate(() => {
    const planted = '<b id="planted" style="position: fixed; left: 250px; white-space: nowrap">Formant frequencies</b>';
    document.querySelector('main')?.insertAdjacentHTML('beforeend', planted);
  });
  expect((await lengthen(page))[0]).toMatch(/^Formanten\w* frequencies/);
  await page.evaluate(() => document.querySelector('#planted')?.remove());
  for (const tab of ['Library', 'Look', 'Recipe', 'Sets', 'More']) {
    await page.getByRole('tab', { name: tab }).click();
    expect(await lengthen(page), tab).toEqual([]);
  }
  for (const screen of ['record', 'verify', 'settings']) {
    await page.goto(`?debug#${screen}`);
    await expect(page.locator(`#${screen}-screen`)).toBeVisible();
    expect(await lengthen(page), screen).toEqual([]);
  }
});
