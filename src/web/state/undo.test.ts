import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import type { ProjectStore } from '../services/project-store.ts';
import type { AppState } from './app-state.ts';
import { FIRST_RECIPE } from './app-state.ts';
import { changeBetween, redoText, undoText } from './deed-text.ts';
import { f0Entries } from './f0-entries.ts';
import type { MarksDoc } from './marks-doc.ts';
import { applyEntry, firstDoc, type JournalEntry, journalEntrySchema, type SoundRecord } from './project-doc.ts';
import { stageOf } from './staging.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

/** Keeps records and the journal, as the storage worker does, without a disk. */
function memoryProject() {
  const records = new Map<string, SoundRecord>();
  const journal: JournalEntry[] = [];
  const keep = async (record: SoundRecord) => void records.set(record.id, record);
  const store: ProjectStore = {
    open: async () => ({ lease: 'held', saved: { sounds: [], doc: undefined, unreadable: 0 } }),
    take: async () => ({ sounds: [], doc: undefined, unreadable: 0 }),
    add: keep,
    change: keep,
    file: async (id) => new Blob([id]),
    erase: async (ids) => {
      for (const id of ids) records.delete(id);
    },
    append: async (entries) =>
      void journal.push(...entries.map((entry) => journalEntrySchema.parse(structuredClone(entry)))),
    isProject: async () => false,
    writeProject: async () => ({ archives: [], missing: [] }),
    readProject: () => Promise.reject(new Error('none')),
    unzip: async () => ({ refused: [] }),
  };
  return { store, records, journal };
}

async function setUp() {
  const project = memoryProject();
  const page = fakePage({});
  const parts = { engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page, project: project.store };
  const bench = createWorkbench(parts);
  await bench.fetchLater();
  await bench.project.open([
    { name: 'Sample A', path: 'samples/a.wav' },
    { name: 'Sample B', path: 'samples/b.wav' },
  ]);
  await settle();
  return { ...bench, bench, page, journal: project.journal };
}

/** The whole document as one text: what undo must bring back. */
function documentOf({ store, sets }: Workbench): string {
  const { recipe, library, bin }: AppState = store.getState();
  const words = ({ id, name, tags, note, talker }: SoundRecord) => [id, name, tags, note, talker];
  const sounds = library.flatMap(({ record }) => (record ? [words(record)] : []));
  return JSON.stringify([
    recipe.present.steps,
    sounds,
    bin.map(({ id }) => id).sort(),
    sets.store.getState().draft ?? null,
  ]);
}

type Act = (bench: Workbench, n: number) => void;

const acts: readonly Act[] = [
  ({ recipe, store }, n) => {
    const [step] = store.getState().recipe.present.steps;
    if (step) recipe.commitTyped(step.id, ['pad'], { kind: 'text' }, `${n}`);
  },
  ({ recipe }, n) => recipe.set('step-0', ['f0'], `-${(n % 9) + 1}st`),
  ({ f0 }, n) => void f0.change({ operation: 'shift', value: n / 10 }, { first: n, last: 2 * n }),
  ({ recipe, store }) => {
    const [step] = store.getState().recipe.present.steps;
    if (step)
      recipe.setF0Entries(
        step.id,
        f0Entries(step).map(({ edit, bypassed }) => ({ edit, bypassed: !bypassed })),
      );
  },
  ({ recipe }) => void recipe.add('time-reverse'),
  ({ recipe, store }) => recipe.remove(store.getState().recipe.present.steps.at(-1)?.id ?? ''),
  ({ recipe }, n) => recipe.setBypassed('step-0', n % 2 === 0),
  ({ library, store }, n) => library.describe(store.getState().library[0]?.key ?? '', { name: `Voice ${n}` }),
  ({ library, store }, n) =>
    library.describe(store.getState().library.at(-1)?.key ?? '', { tags: [`t${n % 3}`], note: `${n}` }),
  ({ library, store }) => library.remove(store.getState().library.at(-1)?.key ?? ''),
  ({ library, store }) => void library.restoreFromBin(store.getState().bin[0]?.id ?? ''),
  ({ sets }) => sets.fromRecipe(),
  ({ sets }, n) => sets.change({ seed: `${n}` }),
  ({ sets }) => sets.addFactor(),
  ({ stage, store }, n) => stage.remove(stageOf(store.getState().recipe.present).panes[n % 3]?.id ?? ''),
];

const walk = fc.array(fc.tuple(fc.nat(acts.length - 1), fc.nat(50)), { maxLength: 40 });

describe('one line of undo for the whole document', () => {
  it('leads from any walk back to the first document, and on to the last', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async (steps) => {
        const { bench, recipe, page, store } = await setUp();
        const first = documentOf(bench);
        for (const [act, n] of steps) {
          acts[act]?.(bench, n);
          page.pass();
          await settle();
        }
        const last = documentOf(bench);
        for (let count = 0; store.getState().recipe.past.length > 0 && count < 250; count++) recipe.undo();
        expect(documentOf(bench)).toBe(first);
        for (let count = 0; store.getState().recipe.future.length > 0 && count < 250; count++) recipe.redo();
        expect(documentOf(bench)).toBe(last);
      }),
      { numRuns: 25 },
    );
  });

  it('is kept over a reload', async () => {
    const { bench, journal, store, page } = await setUp();
    for (const [n, act] of acts.entries()) {
      act(bench, n);
      page.pass();
      await settle();
    }
    const kept = journal.reduce(applyEntry, firstDoc(FIRST_RECIPE)).recipe;
    const { past, present, future } = store.getState().recipe;
    expect(kept).toMatchObject({ past, present, future });
    expect(past.length).toBeGreaterThan(8);
  });

  it('says what it takes back, and says that it did', async () => {
    const { recipe, library, store } = await setUp();
    recipe.set('step-0', ['vtl'], '+2st');
    recipe.set('step-0', ['vtl'], '+3.8st');
    expect(undoText(store.getState().recipe)).toBe('Undo: vtl +2st \u2192 +3.8st');
    library.describe(store.getState().library[0]!.key, { name: 'Anna' });
    expect(undoText(store.getState().recipe)).toBe('Undo: name Sample A \u2192 Anna');
    recipe.undo();
    expect(store.getState().library[0]?.name).toBe('Sample A');
    expect(store.getState().spoken).toBe('Undone: name Sample A \u2192 Anna.');
    expect(redoText(store.getState().recipe)).toBe('Redo: name Sample A \u2192 Anna');
  });

  it('takes a deletion back with the sound that was open', async () => {
    const { recipe, library, store } = await setUp();
    const name = store.getState().source?.entry.name;
    library.remove(store.getState().selected!);
    await settle();
    expect(store.getState().source?.entry.name).not.toBe(name);
    recipe.undo();
    await settle();
    expect(store.getState().source?.entry.name).toBe(name);
    expect(store.getState().bin).toEqual([]);
  });

  it('does not speak any more of a sound that was erased, here and after a reload', async () => {
    const { recipe, library, store, journal } = await setUp();
    recipe.set('step-0', ['vtl'], '+2st');
    const { key, sound } = store.getState().library[1]!;
    library.describe(key, { name: 'Anna' });
    library.remove(key);
    await library.erase([sound!.id]);
    await settle();
    expect(undoText(store.getState().recipe)).toBe('Undo: vtl none \u2192 +2st');
    const { past, present, future } = store.getState().recipe;
    expect(journal.reduce(applyEntry, firstDoc(FIRST_RECIPE)).recipe).toMatchObject({ past, present, future });
    recipe.undo();
    expect(store.getState().recipe.present.steps[0]?.params['vtl']).toBeUndefined();
  });

  it('says what was done to a mark of one sound, whatever marks another sound has', () => {
    const doc = (marks: MarksDoc) => ({ ...FIRST_RECIPE, marks });
    const [a, b] = [{ a: [{ id: '1', name: '1', start: 0.5 }] }, { b: [{ id: '1', name: 'burst', start: 0.1 }] }];
    expect(changeBetween(doc(a), doc({ ...a, ...b })).text).toBe('mark burst added');
    expect(changeBetween(doc({ ...a, ...b }), doc(a)).text).toBe('mark burst removed');
  });

  it('has marks: made, named and removed, each with its sentence', async () => {
    const { marks, view, recipe, store } = await setUp();
    const text = () => undoText(store.getState().recipe);
    view.setCursor(0.5);
    const id = marks.add() ?? '';
    expect(text()).toBe('Undo: mark 1 added');
    expect(marks.add()).toBe(id);
    marks.rename(id, 'burst');
    expect(text()).toBe('Undo: mark 1 \u2192 burst');
    marks.remove(id);
    expect(text()).toBe('Undo: mark burst removed');
    for (let step = 0; step < 3; step++) recipe.undo();
    expect(store.getState().recipe.present.marks ?? {}).toEqual({});
    recipe.redo();
    expect(Object.values(store.getState().recipe.present.marks ?? {})).toEqual([[{ id: '1', name: '1', start: 0.5 }]]);
  });

  it('makes one entry of what is typed into a set without a pause', async () => {
    const { recipe, sets, page, store } = await setUp();
    sets.fromRecipe();
    page.pass();
    const entries = store.getState().recipe.past.length;
    for (const name of ['g', 'gr', 'gri', 'grid']) sets.change({ name });
    // Undo ends the gesture itself.
    recipe.undo();
    expect(sets.store.getState().draft?.name).not.toBe('grid');
    expect(store.getState().recipe.past).toHaveLength(entries);
    recipe.redo();
    expect(sets.store.getState().draft?.name).toBe('grid');
  });
});
