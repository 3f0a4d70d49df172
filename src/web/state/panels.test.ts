import { describe, expect, it } from 'vitest';
import { carried, isOpen, nudged, PANEL_LIMITS, readPanels, widthOf } from './panels.ts';
import { createShell } from './shell.ts';

const FRESH = { width: null, open: null };

describe('a side panel', () => {
  it('is as wide as usual until somebody moves its edge', () => {
    expect(widthOf('library', FRESH)).toBe(280);
    expect(widthOf('recipe', FRESH, 'huge')).toBeGreaterThan(widthOf('recipe', FRESH, 'wide'));
    expect(widthOf('recipe', carried('recipe', FRESH, 412.4))).toBe(412);
  });

  it('stays within its limits', () => {
    expect(carried('library', FRESH, 5000)).toEqual({ width: 420, open: true });
    expect(carried('library', FRESH, 130)).toEqual({ width: 200, open: true });
  });

  it('snaps shut below half its least width, and opens as wide as it was', () => {
    const shut = carried('library', { width: 333, open: true }, 99);
    expect(shut).toEqual({ width: 333, open: false });
    expect(widthOf('library', shut)).toBe(333);
  });

  it('is shut by one more step at its least width, and opened at it', () => {
    const least = { width: PANEL_LIMITS.recipe.least, open: true };
    const shut = nudged('recipe', least, true, -16);
    expect(shut.open).toBe(false);
    expect(nudged('recipe', shut, false, -16)).toBe(shut);
    expect(nudged('recipe', { width: 500, open: false }, false, 16)).toEqual(least);
    expect(nudged('recipe', { width: 330, open: true }, true, -16)).toEqual(least);
  });

  it('is read back as it was kept, and begins anew where that is damaged', () => {
    const kept = { library: { width: 300, open: false }, recipe: FRESH, columns: true };
    expect(readPanels(JSON.stringify(kept))).toEqual(kept);
    for (const text of [undefined, 'null', '{', '{"library":3}', JSON.stringify({ ...kept, columns: 'yes' })]) {
      expect(readPanels(text)).toEqual({ library: FRESH, recipe: FRESH, columns: false });
    }
  });
});

it('lies over the views only where there is no room beside them, whatever the screen becomes', () => {
  const shell = createShell({ readChoice: () => undefined, keepChoice: () => undefined });
  shell.reveal('library');
  shell.set({ room: 'roomy' });
  expect(isOpen('library', shell.store.getState())).toBe(false);
  shell.reveal('library');
  expect(isOpen('library', shell.store.getState())).toBe(true);
});
