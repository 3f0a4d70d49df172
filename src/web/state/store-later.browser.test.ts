import { act, createElement, useLayoutEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useStoreLater } from './store-later.ts';

interface Counts {
  readonly a: number;
  readonly b: number;
}

const store = createStore<Counts>(() => ({ a: 0, b: 0 }));
let root: Root;
let box: HTMLElement;
let draws: number;

function Shown({ of, first }: { readonly of: keyof Counts; readonly first?: () => void }) {
  draws++;
  const value = useStoreLater(store, (state) => state[of]);
  first?.();
  return value;
}

const draw = (of: keyof Counts, first?: () => void) =>
  act(() => root.render(createElement(Shown, first ? { of, first } : { of })));

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  store.setState({ a: 0, b: 0 });
  box = document.createElement('div');
  root = createRoot(box);
  draws = 0;
});

afterEach(() => act(() => root.unmount()));

test('what changed is drawn behind the task that changed it, and what did not is not', async () => {
  await draw('a');
  expect(box.textContent).toBe('0');
  await act(() => {
    store.setState({ a: 1 });
    expect(box.textContent).toBe('0');
  });
  expect(box.textContent).toBe('1');
  const before = draws;
  await act(() => store.setState({ b: 5 }));
  expect(draws).toBe(before);
});

test('what is selected anew is not what was seen when something else was', async () => {
  await draw('a');
  await act(() => store.setState({ b: 5 }));
  await draw('b');
  expect(box.textContent).toBe('5');
});

test('what changes before the first subscription is not missed', async () => {
  let isFirst = true;
  await draw('a', () => {
    if (isFirst) store.setState({ a: 7 });
    isFirst = false;
  });
  expect(box.textContent).toBe('7');
});

test('what goes back before it is drawn is not drawn', async () => {
  await draw('a');
  const seen: (string | null)[] = [];
  const watch = new MutationObserver(() => seen.push(box.textContent));
  watch.observe(box, { characterData: true, childList: true, subtree: true });
  await act(() => {
    store.setState({ a: 1 });
    store.setState({ a: 0 });
  });
  watch.disconnect();
  expect(seen).toEqual([]);
  expect(box.textContent).toBe('0');
});

function Selecting({ of }: { readonly of: keyof Counts }) {
  const value = useStoreLater(store, (state) => state[of]);
  // Before the hook knows that something else is selected.
  useLayoutEffect(() => {
    if (of === 'b') store.setState({ b: 9 });
  }, [of]);
  return value;
}

test('what changes between a commit and its effects is not missed', async () => {
  await act(() => root.render(createElement(Selecting, { of: 'a' })));
  await act(() => root.render(createElement(Selecting, { of: 'b' })));
  expect(box.textContent).toBe('9');
});

const ticks = createStore(() => 0);

function Ticking() {
  return useStore(ticks);
}

function Slow() {
  const value = useStoreLater(store, ({ a }) => a);
  return Array.from({ length: 40 }, (_, key) => createElement(Part, { key, value }));
}

/** 40 of them take longer than the time between two ticks. */
function Part({ value }: { readonly value: number }) {
  for (const end = performance.now() + 2; value > 0 && performance.now() < end; );
  return value;
}

test('what is drawn at once all the time does not hold it up for ever', async () => {
  // As the page is: nothing is waited for.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
  root.render([createElement(Ticking, { key: 0 }), createElement(Slow, { key: 1 })]);
  await expect.poll(() => box.textContent).toMatch(/^\d+0{40}$/);
  const timer = setInterval(() => ticks.setState((count) => count + 1), 15);
  try {
    store.setState({ a: 1 });
    await expect.poll(() => box.textContent, { timeout: 2000 }).toMatch(/^\d+1{40}$/);
  } finally {
    clearInterval(timer);
  }
});
