import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The page as it stands breaks no rule of WCAG 2.2 AA that can be checked by a program, in light and in dark. */
export async function expectNoViolation(page: Page): Promise<void> {
  const before = await page.evaluate(() => ({
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
  }));
  // The one that it stands in last: where the test goes on nothing has changed.
  for (const colorScheme of before.isDark ? (['light', 'dark'] as const) : (['dark', 'light'] as const)) {
    // A colour on its way to another one is neither.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations, passes } = await axe(page).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
    expect(found, colorScheme).toEqual([]);
    expect(passes.length).toBeGreaterThan(20);
  }
  await page.emulateMedia({ reducedMotion: before.isStill ? 'reduce' : 'no-preference' });
}

function axe(page: Page): AxeBuilder {
  // It looks into frames by a second page, which takes twice as long; here is none.
  expect(page.frames()).toHaveLength(1);
  // All rules run; of those that nothing breaks one element is described, not each.
  return new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(RULES);
}
