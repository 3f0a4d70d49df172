import { expect, type Page } from '@playwright/test';

type Tell = (what: string) => void;

const watched = new WeakSet<Page>();

/** In a journey it fails the test that runs, where it is noticed. */
const fail: Tell = (what) => expect.soft(what, 'a dialog opened that nobody asked for').toBe('');

/**
 * Tells of every dialog that opens without a command of the user shortly before, and of every dialog of the browser's that
 * a program opens. To be called before the page is opened; the first call counts.
 */
export async function watchDialogs(page: Page, tell = fail): Promise<void> {
  if (watched.has(page)) return;
  watched.add(page);
  await page.exposeBinding('__sondeUnasked', (_source, what: string) => tell(what));
  await page.addInitScript(watch);
}

/** Runs in the page, before anything of it. */
function watch(): void {
  const COMMANDS = ['keydown', 'pointerdown', 'pointerup', 'click', 'input', 'drop', 'paste', 'hashchange', 'resize'];
  const SHORTLY_MS = 5000;
  const DIALOG = '[role=dialog], [role=alertdialog], dialog[open]';
  const { __sondeUnasked: tell } = window as unknown as { __sondeUnasked(what: string): Promise<void> };
  let last = Number.NEGATIVE_INFINITY;
  let fetched = last;
  for (const type of COMMANDS) {
    window.addEventListener(type, () => (last = performance.now()), { capture: true, passive: true });
  }
  // A part that is fetched when it is asked for may take its time on a slow machine: it begins when it is there.
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      const after = startTime - last;
      if (name.endsWith('.js') && after > -1000 && after <= SHORTLY_MS) fetched = performance.now();
    }
  }).observe({ type: 'resource' });
  const seen = new WeakSet<Element>();
  const look = (node: Node): void => {
    if (!(node instanceof Element)) return;
    const found = [...(node.matches(DIALOG) ? [node] : []), ...node.querySelectorAll(DIALOG)];
    for (const dialog of found) {
      if (seen.has(dialog)) continue;
      seen.add(dialog);
      if (performance.now() - Math.max(last, fetched) <= SHORTLY_MS) continue;
      void tell(dialog.getAttribute('aria-label') || dialog.textContent || dialog.tagName);
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      for (const node of type === 'attributes' ? [target] : addedNodes) look(node);
    }
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['role', 'open'] });
  for (const name of ['alert', 'confirm', 'prompt'] as const) {
    Object.assign(window, { [name]: (text: unknown) => void tell(`${name}: ${String(text)}`) });
  }
}
