import type { Screen } from '../state/app-state.ts';
import { isCharacterKey } from './keys.ts';

/** Scopes around an element that say so, the innermost first. */
export function placesAt(target: Element | null): readonly string[] {
  const scopes: string[] = [];
  for (let at = target?.closest<HTMLElement>('[data-scope]'); at; ) {
    const scope = at.dataset['scope'];
    if (scope !== undefined && !scopes.includes(scope)) scopes.push(scope);
    at = at.parentElement?.closest<HTMLElement>('[data-scope]') ?? null;
  }
  return scopes;
}

/** Scopes whose keys act while an element has the focus, the innermost first. */
export function scopesAt(target: Element | null, screen: Screen): readonly string[] {
  const places = placesAt(target);
  const views = screen === 'lab' && !places.includes('views') ? ['views'] : [];
  return [...places, ...views, 'everywhere'];
}

/** Whether a key belongs to what has focus rather than to the page. */
export function isTaken(event: KeyboardEvent, name: string, singleKeys: boolean): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  const inText = target?.matches('input:not([type="range"]), textarea, select, [contenteditable]') ?? false;
  // A text goes back by its own steps first, and is chosen, copied and pasted as anywhere.
  if (name.startsWith('Ctrl+')) return inText && /Ctrl\+(Shift\+)?[ZYACVX]$/.test(name);
  if (target?.closest('[role="menu"], [role="listbox"]')) return true;
  if (target?.closest('[role="dialog"]') && name !== '?') return true;
  if (inText) return true;
  if (isCharacterKey(name) && !singleKeys) return true;
  // Space presses a focused button, as everywhere.
  const pressed = target?.matches('button, a, summary, [role="row"], [role="switch"], input[type="checkbox"]') ?? false;
  if (pressed && name.endsWith('Space')) return true;
  // Arrows and paging keys belong to a slider.
  return /^(Shift\+)?(Page|Arrow|Home|End)/.test(name) && (target?.matches('input[type="range"]') ?? false);
}
