import { expect, test } from 'vitest';
import { openWorkbench } from '../../testing/open-workbench.ts';
import { offersOf } from './messages.ts';

const TELL = { tone: 'info' } as const;

test('a notice that has gone from the screen is still a message, with its time', async () => {
  const { settings, state } = await openWorkbench();
  settings.notify({ ...TELL, text: 'Copied.' });
  settings.dismiss(state().notices.at(-1)!.id);
  expect(state().notices).toEqual([]);
  expect(state().messages.map(({ text, at }) => [text, at])).toEqual([['Copied.', 1_000_000]]);
});

test('the last fifty messages are kept, and three of them shown', async () => {
  const { settings, state } = await openWorkbench();
  for (let n = 1; n <= 60; n++) settings.notify({ ...TELL, text: `${n}` });
  expect(state().messages.map(({ text }) => text)).toEqual(Array.from({ length: 50 }, (_, n) => `${n + 11}`));
  expect(state().notices.map(({ text }) => text)).toEqual(['58', '59', '60']);
});

test('an undo is offered while it undoes what the message says, and only then', async () => {
  const { settings, recipe, state, type } = await openWorkbench();
  type('f0', '-12st');
  settings.notify({ ...TELL, text: 'Lowered.', action: { label: 'Undo', run: recipe.undo } });
  const offers = () => offersOf(state().messages.at(-1)!, state()).map(({ label }) => label);
  expect(offers()).toEqual(['Undo']);
  type('vtl', '+2st');
  expect(offers()).toEqual([]);
  recipe.undo();
  expect(offers()).toEqual(['Undo']);
  recipe.undo();
  expect(offers()).toEqual([]);
});

test('what says itself how long it applies is offered that long', async () => {
  const { settings, state, type } = await openWorkbench();
  let still = true;
  settings.notify({ ...TELL, text: 'Goes on.', action: { label: 'Stop', run: () => undefined, applies: () => still } });
  type('f0', '-12st');
  const offers = () => offersOf(state().messages.at(-1)!, state());
  expect(offers()).toHaveLength(1);
  still = false;
  expect(offers()).toEqual([]);
});
