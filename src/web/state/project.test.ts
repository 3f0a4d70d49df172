import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { ProjectStore } from '../services/project-store.ts';
import type { SavedProject } from '../storage/project-storage.ts';
import { FIRST_RECIPE } from './app-state.ts';
import type { Deed } from './deed.ts';
import { applyEntry, firstDoc, type SoundRecord } from './project-doc.ts';
import { createWorkbench } from './workbench.ts';

const ID = 'a'.repeat(48);
const RECORD: SoundRecord = {
  id: ID,
  name: 'Anna',
  fileName: 'anna.wav',
  origin: 'file',
  created: 0,
  size: 1,
  tags: [],
  note: '',
  talker: '',
  facts: { sampleRate: 16_000, channelCount: 1, frames: 32_000, duration: 2, warnings: [] },
};
const PLACE = { sound: ID, time: { start: 0.5, end: 1 }, cursor: 0.75, channel: 0, range: 8000, folded: [] } as const;
const SAVED: SavedProject = {
  sounds: [RECORD],
  doc: { ...firstDoc(FIRST_RECIPE), place: { ...PLACE, window: 'wide', folded: [] } },
  unreadable: 0,
};

const nothing = async () => undefined;
const project: ProjectStore = {
  open: async () => ({ lease: 'held', saved: SAVED }),
  take: async () => SAVED,
  add: nothing,
  change: nothing,
  file: async (id) => new Blob([id]),
  erase: nothing,
  append: nothing,
  isProject: async () => false,
  writeProject: async () => ({ archives: [], missing: [] }),
  readProject: () => Promise.reject(new Error('none')),
  unzip: async () => ({ refused: [] }),
};

/** The page as it is opened at an address, with a place that was kept. */
async function opened(address: string, reloaded: boolean) {
  const page = Object.assign(fakePage({}), { address, reloaded });
  const bench = createWorkbench({ engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page, project });
  await bench.fetchLater();
  await bench.project.open([]);
  await settle();
  return bench.store.getState().view;
}

test('a page that is loaded anew stands where it stood, though its address is behind', async () => {
  expect(await opened(`sound=${ID}`, true)).toMatchObject({ time: { start: 0.5, end: 1 }, cursor: 0.75 });
  expect(await opened(`sound=${ID}&t=0.1,0.2`, true)).toMatchObject({ time: { start: 0.5, end: 1 } });
});

test('an address that somebody opens leads where it says', async () => {
  expect(await opened(`sound=${ID}&t=0.1,0.2`, false)).toMatchObject({ time: { start: 0.1, end: 0.2 } });
  expect(await opened(`sound=${ID}`, false)).toMatchObject({ time: { start: 0, end: 2 } });
});

test('a journal that could not be written is written later in the order in which things were done', async () => {
  const tries: { readonly kinds: string[]; readonly fail: () => void; readonly succeed: () => void }[] = [];
  const append: ProjectStore['append'] = (entries) =>
    new Promise((resolve, reject) => {
      const fail = () => reject(new AppError('disk-full', 'no room'));
      tries.push({ kinds: entries.map((entry) => JSON.stringify(entry)), fail, succeed: resolve });
    });
  const fakes = { engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page: fakePage({}) };
  const bench = createWorkbench({ ...fakes, project: { ...project, append } });
  await bench.project.open([]);
  await settle();
  const step = () => bench.recipe.add('world');
  step();
  step();
  tries[0]?.fail();
  await settle();
  expect(tries).toHaveLength(1);
  step();
  const steps = tries[1]?.kinds.map((text) => JSON.parse(text).recipe.steps.length);
  expect(steps).toEqual([2, 3, 4]);
});

/** The page with a journal that is applied to what was kept, as the storage does. */
async function kept(saved: SavedProject, engine = fakeEngine()) {
  let doc = saved.doc ?? firstDoc(FIRST_RECIPE);
  const append: ProjectStore['append'] = async (entries) => {
    for (const entry of entries) doc = applyEntry(doc, structuredClone(entry));
  };
  const fakes = { engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage({}) };
  const open: ProjectStore['open'] = async () => ({ lease: 'held', saved });
  const bench = createWorkbench({ ...fakes, project: { ...project, open, append } });
  await bench.fetchLater();
  return { bench, page: fakes.page, present: () => doc.recipe.present, place: () => doc.place };
}

test('steps that are left out because their sound is gone are left out of what is kept, so that undo leads to the same', async () => {
  const at = (n: number, beside?: Deed) => ({ ...FIRST_RECIPE, settings: { n }, ...(beside ? { beside } : {}) });
  const words = { name: 'x', tags: [], note: '', talker: '' };
  const deed: Deed = { kind: 'words', sound: 'gone', before: words, after: { ...words, name: 'y' } };
  const recipe = { past: [at(1), at(2), at(2, deed)], present: at(3), future: [] };
  const { bench, present } = await kept({ ...SAVED, doc: { recipe } });
  await bench.project.open([]);
  bench.recipe.undo();
  bench.recipe.undo();
  await settle();
  expect(bench.store.getState().recipe.present.settings).toEqual({ n: 1 });
  expect(present().settings).toEqual({ n: 1 });
});

test('what is done while the sound of the last visit is being read is kept', async () => {
  const engine = fakeEngine();
  let arrive: () => void = () => undefined;
  const read = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const levels: typeof engine.levels = (id) => read.then(() => fakeEngine().levels(id));
  const { bench, present } = await kept(SAVED, Object.assign(engine, { levels }));
  const opening = bench.project.open([]);
  await settle();
  bench.recipe.add('level');
  arrive();
  await opening;
  await settle();
  expect(present().steps.map(({ module }) => module)).toContain('level');
});

test('where the last visit stood is kept by a page that is left before its sound is there', async () => {
  const engine = fakeEngine();
  engine.levels = () => new Promise(() => undefined);
  const { bench, page, place } = await kept(SAVED, engine);
  void bench.project.open([]);
  await settle();
  expect([bench.store.getState().selected === undefined, bench.store.getState().source]).toEqual([false, undefined]);
  page.leave();
  await settle();
  expect(place()).toMatchObject({ time: PLACE.time, cursor: PLACE.cursor });
});

test('which sound is open is kept, also where the recipe begins with another one', async () => {
  const other: SoundRecord = { ...RECORD, id: 'b'.repeat(48), name: 'Ben', fileName: 'ben.wav' };
  const recipe = { past: [], present: { ...FIRST_RECIPE, file: RECORD.id }, future: [] };
  const { bench, page, place } = await kept({ ...SAVED, sounds: [RECORD, other], doc: { ...SAVED.doc!, recipe } });
  await bench.project.open([]);
  await settle();
  page.pass();
  await settle();
  const { source, library } = bench.store.getState();
  await bench.library.reopen(library.find(({ name }) => name === 'Ben')!.key);
  page.pass();
  await settle();
  expect(bench.store.getState().source).toBe(source);
  expect(place()?.sound).toBe(other.id);
});

test('the address has no times of a source that is not the sound it names', async () => {
  const fakes = { engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page: fakePage({}) };
  const bench = createWorkbench({ ...fakes, project });
  await bench.fetchLater();
  await bench.project.open([]);
  await settle();
  const zoom = () => {
    bench.store.setState(({ view }) => ({ view: { ...view, time: { start: 0.25, end: 0.75 } } }));
    fakes.page.pass();
    return fakes.page.address;
  };
  expect(zoom()).toBe(`sound=${ID}&t=0.25,0.75`);
  bench.recipe.setSource([ID, ID]);
  await settle();
  await fakes.engine.renders.at(-1)?.finish();
  expect(bench.store.getState().source?.sound.id).not.toBe(ID);
  expect(zoom()).toBe(`sound=${ID}`);
});
