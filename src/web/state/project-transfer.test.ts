import { beforeEach, expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { type FakePage, fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { ProjectStore, ReadProject } from '../services/project-store.ts';
import type { ProjectArchive } from './project-archive.ts';
import { firstDoc, type SoundRecord } from './project-doc.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

const sound = (id: string, binned?: number): SoundRecord => ({
  ...{ id, name: `sound ${id}`, fileName: `${id}.wav`, origin: 'file', created: 1, size: 3, tags: [], note: '' },
  ...{ talker: '', facts: { sampleRate: 1000, channelCount: 1, frames: 2000, duration: 2, warnings: [] } },
  ...(binned === undefined ? {} : { binned }),
});
const docOf = (f0: string) =>
  firstDoc({ steps: [{ id: 's', module: 'world', params: { f0 }, bypassed: false }], settings: {} });
const { recipe } = docOf('-7st');
const COMING: ReadProject = {
  ...{ name: 'Theirs', added: [sound('new'), sound('old', 5)], known: 1 },
  doc: { recipe: { past: [docOf('-1st').recipe.present], present: recipe.present, future: [] } },
};

let page: FakePage;
let bench: Workbench;
let written: ProjectArchive[];
let reading: () => Promise<ReadProject>;
const nothing = async () => undefined;
const project: ProjectStore = {
  open: async () => ({ lease: 'held', saved: { sounds: [], doc: undefined, unreadable: 0 } }),
  take: async () => ({ sounds: [], doc: undefined, unreadable: 0 }),
  add: nothing,
  change: nothing,
  file: async (id) => new Blob([id]),
  erase: nothing,
  append: nothing,
  unzip: async () => ({ refused: [] }),
  isProject: async () => true,
  async writeProject(archive) {
    written.push(archive);
    return { archives: [new Blob(['zip'])], missing: ['gone'] };
  },
  readProject: () => reading(),
};
const f0 = () => bench.store.getState().recipe.present.steps[0]?.params['f0'];
const notices = () => bench.store.getState().notices.map(({ text }) => text);
const openZip = async () => {
  await bench.library.addFiles([new File(['zip'], 'theirs.sonde.zip')]);
  await settle();
};

beforeEach(async () => {
  page = fakePage({});
  bench = createWorkbench({ engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page, project });
  await bench.fetchLater();
  await bench.project.open([]);
  written = [];
  reading = async () => COMING;
});

test('a project in a lab where nothing was done takes its place, with its history and its bin', async () => {
  await openZip();
  const state = bench.store.getState();
  expect(state.library.map(({ name }) => name)).toEqual(['sound new']);
  expect(state.bin.map(({ id }) => id)).toEqual(['old']);
  expect(f0()).toBe('-7st');
  bench.recipe.undo();
  expect(f0()).toBe('-1st');
  expect(notices()).toContain('Opened Theirs: 2 sounds added, 1 were here already.');
});

test('a project in a lab where something was done is one step that can be undone', async () => {
  const before = bench.store.getState().recipe.present;
  bench.recipe.apply({ ...before, steps: [] });
  await openZip();
  expect(f0()).toBe('-7st');
  bench.recipe.undo();
  expect(bench.store.getState().recipe.present.steps).toEqual([]);
});

test('what is done while a project is being read can be had back', async () => {
  let arrive: () => void = () => undefined;
  const read = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  reading = () => read.then(() => COMING);
  const opening = openZip();
  await settle();
  bench.recipe.add('level');
  const { steps } = bench.store.getState().recipe.present;
  arrive();
  await opening;
  expect(f0()).toBe('-7st');
  bench.recipe.undo();
  expect(bench.store.getState().recipe.present.steps).toEqual(steps);
});

test('no place is asked for a file while another one is on its way', async () => {
  let arrive: () => void = () => undefined;
  const read = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  reading = () => read.then(() => COMING);
  const opening = openZip();
  await settle();
  let asked = 0;
  const chooseDestination = async () => {
    asked++;
    return 'download';
  };
  Object.assign(page, { chooseDestination });
  await bench.transfer.download();
  expect(asked).toBe(0);
  arrive();
  await opening;
  await bench.transfer.download();
  expect(asked).toBe(1);
});

test('a project that is refused changes nothing and says why', async () => {
  const refusal = new AppError(
    'audio-invalid',
    'The project cannot be opened: it has no project.json. Nothing was changed.',
  );
  reading = () => Promise.reject(refusal);
  const before = bench.store.getState();
  await openZip();
  const { recipe: doc, library, transfer } = bench.store.getState();
  expect([doc, library, transfer]).toEqual([before.recipe, before.library, undefined]);
  expect(notices()).toContain(refusal.message);
});

test('what is written is what is here, and what is not in it is named', async () => {
  await openZip();
  await bench.transfer.download();
  expect(page.saved).toEqual(['my-lab.sonde.zip']);
  expect(written[0]).toMatchObject({ format: 'sonde-project/1', sounds: [{ id: 'new' }, { id: 'old', binned: 5 }] });
  expect(written[0]?.doc.recipe).toEqual({ past: COMING.doc.recipe.past, present: recipe.present, future: [] });
  expect(notices()).toContain('Not in it, for their bytes are gone: gone.');
});

test('a browser that can no longer ask where to write is asked again by a press', async () => {
  page.chooseDestination = async () => 'again';
  await bench.transfer.download();
  expect([page.saved, written]).toEqual([[], []]);
  expect(notices().at(-1)).toContain('once more');
});
