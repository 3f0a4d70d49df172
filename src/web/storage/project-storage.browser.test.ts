import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { firstDoc, type SoundRecord } from '../state/project-doc.ts';
import { openProjectDb } from './project-db.ts';
import { ProjectStorage } from './project-storage.ts';

const FIRST = firstDoc({ steps: [], settings: {} });
const DAY = 24 * 3600 * 1000;
const EDIT = { kind: 'edit', recipe: { steps: [], settings: { precision: 'double' } } };

let name: string;
let storage: ProjectStorage;
beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  storage.close();
  await deleteDB(name);
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(name, { recursive: true }).catch(() => undefined);
});

const record = (id: string, change: Partial<SoundRecord> = {}): SoundRecord => ({
  ...{ id, name: id, fileName: `${id}.wav`, origin: 'file', created: 1, size: 3, tags: [], note: '', talker: '' },
  facts: { sampleRate: 44_100, channelCount: 1, frames: 10, duration: 1, warnings: [] },
  ...change,
});

const idsOf = async () => (await storage.read(FIRST)).sounds.map(({ id }) => id);

describe.each<[string, () => void]>([
  ['files of the origin', () => undefined],
  [
    'the database alone',
    () => void vi.spyOn(navigator.storage, 'getDirectory').mockRejectedValue(new DOMException('no', 'SecurityError')),
  ],
])('in %s', (_, prepare) => {
  beforeEach(async () => {
    prepare();
    storage = await ProjectStorage.open(name);
  });

  test('sounds that come together are kept together, and those that are here stay as they are', async () => {
    await storage.add(record('a', { note: 'mine' }), new Blob(['abc']));
    const both = ['a', 'b'].map((id) => ({ record: record(id), bytes: new Blob([id]) }));
    expect((await storage.addAll(both)).map(({ id }) => id)).toEqual(['b']);
    expect((await storage.read(FIRST)).sounds.map(({ note }) => note)).toEqual(['mine', '']);
    expect(await (await storage.file('b')).text()).toBe('b');
  });

  test('of sounds of which one cannot be kept, none is', async () => {
    const unkept = { ...record('c'), note: (() => 'no') as unknown as string };
    const both = [record('b'), unkept].map((each) => ({ record: each, bytes: new Blob([each.id]) }));
    await expect(storage.addAll(both)).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(await idsOf()).toEqual([]);
    await expect(storage.file('b')).rejects.toMatchObject({ code: 'source-not-found' });
  });

  test('a sound that came by itself keeps its bytes when others that came with it cannot be kept', async () => {
    const unkept = { ...record('c'), note: (() => 'no') as unknown as string };
    const both = [record('b'), unkept].map((each) => ({ record: each, bytes: new Blob([each.id]) }));
    const together = storage.addAll(both);
    await storage.add(record('b'), new Blob(['b']));
    await expect(together).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(await idsOf()).toEqual(['b']);
    expect(await (await storage.file('b')).text()).toBe('b');
  });

  test('a sound comes back with its bytes, also to a later page', async () => {
    await storage.add(record('a', { sketch: new Float32Array([0, 1]) }), new Blob(['abc']));
    storage.close();
    storage = await ProjectStorage.open(name);
    expect((await storage.read(FIRST)).sounds).toEqual([record('a', { sketch: new Float32Array([0, 1]) })]);
    expect(await (await storage.file('a')).text()).toBe('abc');
  });

  test('what has been in the bin for more than 30 days is forgotten, and nothing else', async () => {
    await storage.add(record('old', { binned: 0 }), new Blob(['abc']));
    await storage.add(record('young', { binned: DAY }), new Blob(['def']));
    await storage.add(record('here'), new Blob(['ghi']));
    await storage.tidy(30.5 * DAY);
    expect((await idsOf()).sort()).toEqual(['here', 'young']);
    await expect(storage.file('old')).rejects.toMatchObject({ code: 'source-not-found' });
    expect(await (await storage.file('young')).text()).toBe('def');
  });

  test('bytes without a record, of a page that was killed in between, are swept', async () => {
    await storage.add(record('a'), new Blob(['abc']));
    const db = await openProjectDb(name);
    await db.delete('sounds', 'a');
    db.close();
    await storage.tidy(0);
    await expect(storage.file('a')).rejects.toMatchObject({ code: 'source-not-found' });
  });
});

/** Bytes that come when they are let. */
function slowBlob(text: string): { readonly blob: Blob; let(): void } {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bytes = new TextEncoder().encode(text);
  const blob = new Blob([bytes]);
  const stream = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        await held;
        controller.enqueue(bytes);
        controller.close();
      },
    });
  return { blob: Object.assign(blob, { stream }), let: release };
}

describe('while a sound is being added', () => {
  beforeEach(async () => {
    storage = await ProjectStorage.open(name);
  });

  test('what is said of it meanwhile is what stays', async () => {
    const { blob, let: letCome } = slowBlob('abc');
    const added = storage.add(record('a'), blob);
    const changed = storage.change(record('a', { talker: 'F03' }));
    letCome();
    await Promise.all([added, changed]);
    expect((await storage.read(FIRST)).sounds).toMatchObject([{ talker: 'F03' }]);
  });

  test('its bytes are not taken for what a killed page has left', async () => {
    const { blob, let: letCome } = slowBlob('abc');
    const added = storage.add(record('a'), blob);
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(name);
    await expect.poll(async () => Array.fromAsync(folder.keys())).toContain('a');
    const tidied = storage.tidy(0);
    letCome();
    await Promise.all([added, tidied]);
    expect(await (await storage.file('a')).text()).toBe('abc');
  });
});

describe('the journal', () => {
  beforeEach(async () => {
    storage = await ProjectStorage.open(name);
  });

  const write = async (...entries: unknown[]) => {
    const db = await openProjectDb(name);
    for (const entry of entries) await db.add('journal', entry);
    db.close();
  };

  test('a project in which nothing was done has no document', async () => {
    await storage.compact(FIRST);
    expect((await storage.read(FIRST)).doc).toBeUndefined();
  });

  test('reads the same before and after it became a snapshot', async () => {
    await write(EDIT, { kind: 'undo' }, { kind: 'redo' });
    const before = await storage.read(FIRST);
    await storage.compact(FIRST);
    expect((await storage.read(FIRST)).doc).toEqual(before.doc);
    await write({ kind: 'undo' });
    expect((await storage.read(FIRST)).doc?.recipe.present).toEqual(FIRST.recipe.present);
  });

  test('an entry that makes no sense is counted, passed over, and kept aside', async () => {
    await write({ kind: 'from the future' }, EDIT);
    const { doc, unreadable } = await storage.read(FIRST);
    expect(unreadable).toBe(1);
    expect(doc?.recipe.past).toHaveLength(1);
    await storage.compact(FIRST);
    const db = await openProjectDb(name);
    const aside = (await db.getAllKeys('snapshots')).filter((key) => key.startsWith('unread-'));
    db.close();
    expect(aside).toHaveLength(1);
  });
});

test('a browser without room says so, and the sound is not listed', async () => {
  storage = await ProjectStorage.open(name);
  vi.spyOn(FileSystemFileHandle.prototype, 'createWritable').mockRejectedValue(
    new DOMException('full', 'QuotaExceededError'),
  );
  await expect(storage.add(record('a'), new Blob(['abc']))).rejects.toMatchObject({ code: 'disk-full' });
  await expect(storage.change(record('a', { talker: 'F03' }))).rejects.toMatchObject({ code: 'file-unwritable' });
  expect(await idsOf()).toEqual([]);
});
