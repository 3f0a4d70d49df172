/** What is drawn in turns stands after this many frames, or it does not come. */
const MOST_FRAMES = 60;

/** Puts the focus on what `find` finds, once it stands; a region is one by its id. */
export function focusWhenFound(find: () => HTMLElement | null | undefined): void {
  const { activeElement } = document;
  let frames = 0;
  const look = () => {
    const element = find();
    frames++;
    if (element) element.focus();
    // Who has gone elsewhere meanwhile is not fetched back.
    else if (frames < MOST_FRAMES && [activeElement, document.body].includes(document.activeElement)) {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

export function focusLater(selector: string): void {
  focusWhenFound(() => document.querySelector<HTMLElement>(selector));
}
