/** ms after which what is drawn in turns stands, or does not come. */
const MOST_MS = 3000;

/** Puts the focus on what `find` finds, once it stands; a region is one by its id. */
export function focusWhenFound(find: () => HTMLElement | null | undefined): void {
  const { activeElement } = document;
  const end = performance.now() + MOST_MS;
  const look = () => {
    const element = find();
    if (element) element.focus();
    // Who has gone elsewhere meanwhile is not fetched back.
    else if (performance.now() < end && [activeElement, document.body].includes(document.activeElement)) {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

export function focusLater(selector: string): void {
  focusWhenFound(() => document.querySelector<HTMLElement>(selector));
}
