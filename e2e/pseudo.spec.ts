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
    // What is wide by its nature is scrolled to, and dots say that there is more. A page is not to be moved sideways.
    const SIDEWAYS = '.strip-values, .table-box, .bank-table, .rows';
    const width = document.documentElement.clientWidth;
    const isReached = (element: Element): boolean => {
      // What is only spoken takes no room, however long it is.
      if (element.closest(SIDEWAYS) || element.closest('.unseen')) return true;
      for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
        const hasDots = getComputedStyle(one).textOverflow === 'ellipsis';
        if (hasDots && one.getBoundingClientRect().right <= width + 1) return true;
      }
      return false;
    };
    const beyond = texts.flatMap((text) => {
      const parent = text.parentElement;
      if (!parent?.checkVisibility() || text.data.trim() === '') return [];
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      return box.width > 1 && box.right > width + 1 && !isReached(parent) ? [text.data.trim()] : [];
    });
    const pages = [document.documentElement, ...document.querySelectorAll('.phone-page')];
    const wider = pages.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
    const said = wider.map(({ className, tagName, scrollWidth }) => `${className || tagName} is ${scrollWidth} wide`);
    // As it was: React looks for its own texts.
    for (const [index, text] of texts.entries()) text.data = before[index] ?? '';
    return [...beyond, ...said];
  });
}

/** Something of each tab that stands once its part was fetched. */
const TABS = {
  Library: '.sound-list',
  Look: '[data-view] .pane-surface',
  Recipe: '[data-step-head]',
  Sets: '#set-screen',
  More: '.more',
} as const;

/** Puts a text where its longer words do not fit. */
function plant(page: Page, into: string, style: string): Promise<void> {
  return page.evaluate(
    ([where, how]) => {
      const planted = `<b id="planted" style="${how}; white-space: nowrap">Formant frequencies</b>`;
      document.querySelector(where ?? '')?.insertAdjacentHTML('beforeend', planted);
    },
    [into, style],
  );
}

const uproot = (page: Page) => page.evaluate(() => document.querySelector('#planted')?.remove());

test('longer words fit on a telephone, on every screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWorkbench(page);
  // What does not fit is found, though the page clips it.
  await plant(page, 'main', 'position: fixed; left: 250px');
  expect((await lengthen(page))[0]).toMatch(/^Formanten\w* frequencies/);
  await uproot(page);
  for (const [tab, something] of Object.entries(TABS)) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(page.locator(`.phone-page ${something}`).first()).toBeVisible();
    // And though the tab could be scrolled to it.
    await plant(page, '.phone-page', 'margin-left: 250px');
    expect(await lengthen(page), tab).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Formanten\w* frequencies/),
        expect.stringMatching(/^phone-page.* is \d+ wide$/),
      ]),
    );
    await uproot(page);
    expect.soft(await lengthen(page), tab).toEqual([]);
  }
  for (const screen of ['record', 'verify', 'settings']) {
    await page.goto(`?debug#${screen}`);
    await expect(page.locator(`#${screen}-screen`)).toBeVisible();
    expect.soft(await lengthen(page), screen).toEqual([]);
  }
});
