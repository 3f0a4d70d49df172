import { expect, it } from 'vitest';
import { f0Csv } from '../../core/features/f0-csv.ts';
import { readF0File } from '../../core/features/f0-file.ts';
import { F0_EDIT_LIMITS, readF0Edit } from '../../core/modules/f0-edits.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { JobHandlers } from '../services/job-handlers.ts';
import { EditedF0Service } from '../workers/edited-f0.ts';
import { F0FileService } from '../workers/f0-file-service.ts';
import { JobLane } from '../workers/job-lane.ts';
import { undoText } from './deed-text.ts';
import { f0Entries, f0StepOf } from './f0-entries.ts';
import { createWorkbench } from './workbench.ts';

/** @param later the programs that come later are not here yet */
async function setUp({ later = false } = {}) {
  const kernels = await kernelsForTest();
  const track = { framePeriodMs: 5, f0: new Float64Array(401).fill(200), mean: 200 };
  const edited = new EditedF0Service(
    kernels,
    () => 1000,
    async () => track,
  );
  const told: ((progress: { readonly fraction: number; readonly label: string }) => void)[] = [];
  const lane = new JobLane();
  // Stands still between slices while somebody looks.
  const pause = { until: Promise.resolve() };
  const files = new F0FileService({
    host: { kernels, breathe: () => pause.until },
    lane,
    progressOf: (job) => (progress) => told[job]?.(progress),
  });
  const engine = {
    ...fakeEngine(),
    f0: async () => track,
    f0Edits: {
      edit: (id: string, given: Parameters<typeof edited.edit>[2]) => edited.edit(1, id, given),
      read: (file: Blob, name: string, { signal, onProgress }: JobHandlers) => {
        const job = told.push((progress) => onProgress({ ...progress, place: '' })) - 1;
        signal.addEventListener('abort', () => lane.cancel(job));
        return files.read(job, file, name);
      },
      write: async (...given: Parameters<typeof files.write>) => files.write(...given),
    },
  };
  const saved: { readonly file: Blob; readonly name: string }[] = [];
  const chosen: File[] = [];
  const page = {
    ...fakePage(),
    chooseFiles: async () => chosen,
    saveFile: (file: Blob, name: string) => void saved.push({ file, name }),
  };
  const bench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  if (!later) await bench.fetchLater();
  await bench.library.addSamples([{ name: 'Sample A', path: 'samples/a.wav' }]);
  await settle();
  const edits = () => f0Entries(f0StepOf(bench.store.getState().recipe.present)!).map(({ edit }) => edit);
  const shaped = () => bench.f0.store.getState().edited!.shaped;
  const notice = () => bench.store.getState().notices.at(-1)!;
  return { ...bench, edits, shaped, notice, saved, chosen, pause, page };
}

/** Nothing is read until the returned function is called. */
function stop(pause: { until: Promise<void> }): () => void {
  let goOn: () => void = () => undefined;
  pause.until = new Promise((resolve) => {
    goOn = resolve;
  });
  return goOn;
}

/** A melody with a gap, on the sound's own frames. */
const MELODY = Float64Array.from({ length: 401 }, (_, i) => (i < 100 || i > 300 ? 0 : 150 + i / 7));
const csv = (text = f0Csv({ f0: MELODY, framePeriodMs: 5 })) => new File([text], 'melody.csv');

it('a contour becomes one edit, which gives exactly its f0 and its voicing, and comes back with Undo', async () => {
  const { f0Files, f0, recipe, store, edits, shaped, notice } = await setUp();
  f0.setFamily('shape');
  await f0Files.importFile(csv());
  await settle();
  expect(edits()).toHaveLength(1);
  expect(readF0Edit(edits()[0])).toMatchObject({ operation: 'contour', family: 'shape', from: 0, to: 2 });
  expect(shaped()).toEqual(MELODY);
  expect(notice().text).toBe('melody.csv: 201 voiced of 401 frames, as another melody.');
  expect(undoText(store.getState().recipe)).toBe('Undo: Contour from a file, 201 voiced frames, 0.000\u20132.000 s');
  recipe.undo();
  await settle();
  expect(shaped()).toEqual(new Float64Array(401).fill(200));
});

it('carries the content id of its file, and of equal bytes the same one', async () => {
  const { f0Files, edits } = await setUp();
  await f0Files.importFile(csv());
  await f0Files.importFile(csv());
  const [one, other] = edits().map((edit) => edit['file']);
  expect(one).toMatch(/^[a-z2-7]{48}$/);
  expect(other).toBe(one);
});

it('is made a melody or a correction in one press', async () => {
  const { f0Files, f0, edits, notice } = await setUp();
  await f0Files.importFile(csv());
  expect(edits()[0]?.['family']).toBe('correct');
  notice().action?.run();
  expect([edits()[0]?.['family'], f0.store.getState().family]).toEqual(['shape', 'shape']);
});

it('says how far a contour goes on behind the sound', async () => {
  const { f0Files, notice } = await setUp();
  await f0Files.importFile(csv('time,f0\n0,100\n3.25,120\n'));
  expect(notice().text).toMatch(/1\.250 s lie behind the end of the sound\.$/);
});

it('says line and field of what cannot be read, and changes nothing', async () => {
  const { f0Files, edits, notice, chosen } = await setUp();
  chosen.push(csv('time,f0\n0,high\n'));
  await f0Files.choose();
  expect(notice().text).toMatch(/^melody\.csv: .*line 2 has "high" where 0 or a frequency in Hz belongs\.$/);
  expect(notice().tone).toBe('problem');
  await f0Files.importFile(new File(['PK\u0003\u0004'], 'x.npz'));
  expect(notice().text).toMatch(/^x\.npz: .*not a NumPy archive/);
  expect(edits()).toEqual([]);
});

it('is refused in words where no step takes it', async () => {
  const { f0Files, recipe, notice, edits } = await setUp();
  recipe.setBypassed('step-0', true);
  await f0Files.importFile(csv());
  expect(notice().text).toMatch(/^melody\.csv: f0 edits belong to a world step/);
  recipe.setBypassed('step-0', false);
  expect(edits()).toEqual([]);
});

it('a contour that is saved has the edit that was made a moment ago', async () => {
  const { f0Files, saved } = await setUp();
  await f0Files.importFile(csv());
  await f0Files.save('csv');
  expect(await saved[0]!.file.text()).toBe(await csv().text());
});

it.each(['csv', 'npz'] as const)('f0 with its edits goes out as %s and comes back the same', async (kind) => {
  const { f0Files, saved } = await setUp();
  await f0Files.importFile(csv());
  await settle();
  await f0Files.save(kind);
  const [out] = saved;
  expect(out!.name).toBe(`a.f0.${kind}`);
  const { anchors, ...limits } = F0_EDIT_LIMITS;
  const read = readF0File(new Uint8Array(await out!.file.arrayBuffer()), { ...limits, points: anchors });
  expect(read.points.filter(([, hz]) => hz > 0).map(([, hz]) => hz)).toEqual([...MELODY.filter((hz) => hz > 0)]);
  expect(read.frames).toBe(401);
});

it('a file that takes long shows how far it is, and is stopped without a trace', async () => {
  const { f0Files, edits, notice, pause, page, store } = await setUp();
  const goOn = stop(pause);
  const importing = f0Files.importFile(csv());
  await settle();
  expect(store.getState().transfer).toBeUndefined();
  page.pass();
  expect(store.getState().transfer).toEqual({ kind: 'f0', fraction: expect.any(Number) });
  f0Files.stop();
  goOn();
  await importing;
  expect(edits()).toEqual([]);
  expect(notice().text).toBe('Stopped. Nothing was changed.');
  expect(store.getState().transfer).toBeUndefined();
});

const OTHER = 'time,f0,voiced\n0,100,1\n1,120,1\n';

it('two files in a row become two edits, and nobody is told of a stop', async () => {
  const { f0Files, edits, pause, store } = await setUp();
  const goOn = stop(pause);
  const first = f0Files.importFile(csv());
  await settle();
  const second = f0Files.importFile(csv(OTHER));
  goOn();
  await Promise.all([first, second]);
  expect(edits().map(({ to }) => to)).toEqual([2, 1]);
  expect(store.getState().notices.map(({ tone, text }) => [tone, text.startsWith('melody.csv: ')])).toEqual([
    ['info', true],
    ['info', true],
  ]);
});

it('a stop ends the files that wait, too, and the next one is read', async () => {
  const { f0Files, edits, pause, store } = await setUp();
  const goOn = stop(pause);
  const given = [f0Files.importFile(csv()), f0Files.importFile(csv())];
  await settle();
  f0Files.stop();
  f0Files.stop();
  given.push(f0Files.importFile(csv(OTHER)));
  goOn();
  await Promise.all(given);
  expect(edits().map(({ to }) => to)).toEqual([1]);
  expect(store.getState().notices.filter(({ text }) => text.startsWith('Stopped'))).toHaveLength(1);
});

it('a project on its way keeps its place in the status from a file that is read meanwhile', async () => {
  const { f0Files, pause, page, store } = await setUp();
  const goOn = stop(pause);
  const importing = f0Files.importFile(csv());
  await settle();
  const writing = { kind: 'writing', fraction: 0.25 } as const;
  store.setState({ transfer: writing });
  page.pass();
  expect(store.getState().transfer).toEqual(writing);
  goOn();
  await importing;
  expect(store.getState().transfer).toEqual(writing);
});

it('a contour is for the sound that was shown when it was given, though the program comes later', async () => {
  const { f0Files, store, edits, notice } = await setUp({ later: true });
  const importing = f0Files.importFile(csv());
  store.setState(({ source }) => ({ source: source && { ...source, sound: { ...source.sound, id: 'other' } } }));
  await importing;
  expect(edits()).toEqual([]);
  expect(notice().text).toBe('melody.csv: Another sound was opened meanwhile.');
});

it('what is saved is of the sound that was shown at the press, or is not saved, and that is said', async () => {
  const { f0Files, store, notice, saved } = await setUp({ later: true });
  const saving = f0Files.save('csv');
  store.setState(({ source }) => ({
    source: source && {
      ...source,
      entry: { ...source.entry, fileName: 'b.wav' },
      sound: { ...source.sound, id: 'other' },
    },
  }));
  await saving;
  expect(saved).toEqual([]);
  expect(notice().text).toBe('a.f0.csv: Another sound was opened meanwhile.');
});

it('what has no f0 is not saved, and that is said; of a program that did not come it was said already', async () => {
  const { f0Files, f0, store, saved } = await setUp();
  const texts = () => store.getState().notices.map(({ text }) => text);
  store.setState(({ source }) => ({ source: source && { ...source, f0: { status: 'unasked' } } }));
  await f0Files.save('csv');
  expect(texts()).toEqual(['a.f0.csv: f0 is not known yet.']);
  f0.settled = async () => undefined;
  await f0Files.save('csv');
  expect(texts()).toHaveLength(1);
  expect(saved).toEqual([]);
});
