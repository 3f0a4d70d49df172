import { expect, it } from 'vitest';
import { continuations, hintsAt } from './hints.ts';
import { COMMANDS } from './registry.ts';

const at = (scopes: readonly string[], singleKeys = true) =>
  hintsAt(COMMANDS, { scopes, chosen: {}, singleKeys }).map(({ id }) => id);

it('tells three keys of where the focus is', () => {
  expect(at(['views', 'everywhere'])).toEqual(['view.zoomIn', 'view.zoomOut', 'view.all']);
  expect(at(['step', 'everywhere'])).toEqual(['step.bypass', 'step.listen', 'play.toggle']);
  expect(at(['everywhere'])).toEqual(['play.toggle', 'play.side', 'take.export']);
});

it('tells a key once: it means what it does in the innermost place', () => {
  expect(at(['sets', 'everywhere'])).toEqual(['sets.compare', 'play.toggle', 'take.export']);
});

it('tells no single characters while they are switched off', () => {
  expect(at(['everywhere'], false)).toEqual(['take.export', 'app.palette']);
});

it('tells what may follow a key that begins several shortcuts', () => {
  const found = continuations(COMMANDS, {}, 'G');
  expect(found.map(({ keys }) => keys)).toContain('L');
  expect(found.length).toBeGreaterThan(5);
});
