import { isWithin } from '../../state/recipe-check.ts';

/** Puts the focus on a step's card once it stands. */
export function focusStep(id: string): void {
  whenDrawn<HTMLElement>(`[data-step-head="${id}"]`, (head) => head.focus());
}

/** Puts the focus into a step's field, once it stands; the place is the parser's: `analysis_filters.method.order`. */
export function focusField(id: string, place: string): void {
  // Of the step as a whole, or of what has no field of its own.
  if (place === '' || isWithin(place, 'edits')) {
    focusStep(id);
    return;
  }
  whenDrawn(cardOf(id), () => {
    unfoldFor(id, place);
    whenThere(
      () => fieldOf(id, place),
      (field) => {
        field.closest('details')?.setAttribute('open', '');
        const inside = field.matches('input') ? field : field.querySelector<HTMLElement>(CONTROLS);
        inside?.focus();
        if (inside instanceof HTMLInputElement) inside.select();
        field.scrollIntoView({ block: 'nearest' });
      },
    );
  });
}

const CONTROLS = 'input, textarea, button, [tabindex]';

const cardOf = (id: string) => `[data-step="${id}"]`;

/** Rarer parameters are made when they are unfolded. */
function unfoldFor(id: string, place: string): void {
  const [param = ''] = place.split(/[.[]/);
  document.querySelector(`[data-step="${id}"] details[data-holds~="${CSS.escape(param)}"]`)?.setAttribute('open', '');
}

/** The innermost that holds the place: a list has one field for all that is in it. */
function fieldOf(id: string, place: string): HTMLElement | undefined {
  const card = document.querySelector(`[data-step="${id}"]`);
  const own = card?.querySelector<HTMLElement>(`[data-param="${CSS.escape(place)}"]`);
  if (own) return own;
  const fields = [...(card?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
  return fields.findLast(({ dataset }) => dataset['place'] && isWithin(place, dataset['place']));
}

/** From the next frame on, when what was asked for by the same command is drawn, or later, where a screen comes first. */
function whenDrawn<E extends Element>(selector: string, use: (found: E) => void): void {
  requestAnimationFrame(() => whenThere(() => document.querySelector<E>(selector) ?? undefined, use));
}

/** ms in which a part is fetched, or is not what is waited for any more. */
const MOST_MS = 5000;

/** What is fetched or made in a moment is waited for, but not longer than until the hand does something else. */
function whenThere<E extends Element>(find: () => E | undefined, use: (found: E) => void): void {
  const found = find();
  if (found) {
    use(found);
    return;
  }
  const over = new AbortController();
  const watch = new MutationObserver(() => {
    const come = find();
    if (!come) return;
    over.abort();
    use(come);
  });
  const timer = setTimeout(() => over.abort(), MOST_MS);
  over.signal.addEventListener('abort', () => {
    clearTimeout(timer);
    watch.disconnect();
  });
  for (const event of ['pointerdown', 'keydown']) {
    addEventListener(event, () => over.abort(), { capture: true, signal: over.signal });
  }
  watch.observe(document.body, { childList: true, subtree: true });
}

/** The first field of a new step, or its card where it has none; a card higher than the list is seen from its top. */
export function focusFirstField(id: string): void {
  whenDrawn<HTMLElement>(cardOf(id), (card) => {
    const field = card.querySelector<HTMLElement>(':is([data-place], .bank) :is(input, textarea, button)');
    const head = card.querySelector<HTMLElement>(`[data-step-head="${id}"]`);
    (field ?? head)?.focus({ preventScroll: true });
    const list = card.closest('.recipe-scroll');
    if (!list) return;
    // By hand: `scrollIntoView` to the start would move the whole page where the list ends before.
    if (card.offsetHeight < list.clientHeight) card.scrollIntoView({ block: 'nearest' });
    else list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top;
  });
}

/**
 * Brings a step, or the parameter that changed in it, into view, unfolded where it is one of the rarer ones; the step's
 * head has the focus, so that the keys go on.
 */
export function showStep(id: string, place: string | undefined): void {
  whenDrawn(cardOf(id), (card) => {
    card.querySelector<HTMLElement>(`[data-step-head="${id}"]`)?.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
    if (place === undefined) return;
    unfoldFor(id, place);
    whenThere(
      () => fieldOf(id, place),
      (field) => {
        field.closest('details')?.setAttribute('open', '');
        field.scrollIntoView({ block: 'nearest' });
      },
    );
  });
}

/** The name of the pin that the dot of a step's plane is on. */
export function focusPin(id: string): void {
  whenDrawn<HTMLInputElement>(`${cardOf(id)} [data-plane-pin]`, (field) => {
    field.focus();
    field.select();
  });
}

/** The way up from a nested recipe that was opened: from there the keys go on. */
export function focusTrail(): void {
  whenDrawn<HTMLElement>('.nested-trail [aria-current]', (way) => way.focus());
}

/** The card of a nested recipe, unfolded where it is among rarer parameters. @param place step and path, joined by dots */
export function focusNested(place: string): void {
  const [step = '', param = ''] = place.split('.');
  const nested = () => document.querySelector<HTMLElement>(`[data-nested="${CSS.escape(place)}"]`) ?? undefined;
  requestAnimationFrame(() => {
    unfoldFor(step, param);
    whenThere(nested, (card) => {
      card.focus();
      card.scrollIntoView({ block: 'nearest' });
    });
  });
}
