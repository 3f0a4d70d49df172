import { expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { createWorkbench } from './workbench.ts';

function setUp() {
  const engine = fakeEngine();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage() });
  return { ...workbench, engine, state: () => workbench.store.getState() };
}

it('measures what is kept and what room there is', async () => {
  const { storage, state } = setUp();
  expect(state().storage).toBeUndefined();
  await storage.measure();
  expect(state().storage).toEqual({
    results: { entries: 2, bytes: 3_400_000 },
    browser: { used: 412e6, quota: 9.4e9, kept: false },
    answer: undefined,
  });
});

it('keeps the browser\u2019s answer', async () => {
  const { storage, state } = setUp();
  await storage.askToKeep();
  expect(state().storage?.answer).toBe(true);
});

it('clears the cache and says what that freed', async () => {
  const { storage, state, engine } = setUp();
  await storage.clearCache();
  expect(engine.forgotten).toEqual(['all']);
  expect(state().notices.at(-1)?.text).toBe('Cache cleared: 3.4\u00a0MB freed. Sounds and recipes stay.');
  expect(state().storage?.results.bytes).toBe(0);
});

it('forgets what was made from a sound that is removed', async () => {
  const { library, state, engine } = setUp();
  await library.addFiles([new File(['one'], 'one.wav'), new File(['two'], 'two.wav')]);
  library.remove(state().selected ?? '');
  await settle();
  expect(engine.forgotten).toEqual(['id-one']);
});
