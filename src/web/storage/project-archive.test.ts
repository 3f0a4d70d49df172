import { expect, test } from 'vitest';
import { hashBytes } from '../../core/base/hash.ts';
import { type ArchivedSound, type ProjectArchive, projectArchive } from '../state/project-archive.ts';
import { firstDoc } from '../state/project-doc.ts';
import { isProjectArchive, readProject } from './project-archive-reader.ts';
import { writeProject } from './project-archive-writer.ts';

const BYTES = new Map<string, Blob>();

function soundOf(name: string, size = 40): ArchivedSound {
  const bytes = new Uint8Array(size).fill(name.charCodeAt(0));
  const id = hashBytes(bytes);
  BYTES.set(id, new Blob([bytes]));
  return {
    ...{ id, name, fileName: `${name}.WAV`, origin: 'file', created: 1, size, tags: ['x'], note: 'n', talker: '' },
    facts: { sampleRate: 44_100, channelCount: 1, frames: 10, duration: 1, warnings: [] },
    sketch: [-0.5, 0.25],
  };
}

const SOUNDS = [soundOf('a'), soundOf('b'), soundOf('c')];
const steps = [{ id: 's1', module: 'world', params: { f0: '-3st' }, bypassed: false }];
const doc = firstDoc({ steps, settings: {} });
const PROJECT = projectArchive({
  ...{ name: 'My lab', sounds: SOUNDS },
  doc: { recipe: { past: [...doc.recipe.past], present: doc.recipe.present, future: [] } },
});

/** The archives that a project becomes. */
async function write(project: ProjectArchive, mostBytes?: number) {
  const parts: Uint8Array[][] = [];
  const writer = {
    async write({ part, bytes }: { readonly part: number; readonly bytes: Uint8Array }): Promise<void> {
      parts[part] ??= [];
      parts[part].push(bytes);
    },
  };
  const missing = await writeProject(project, writer, {
    bytes: async (id) => BYTES.get(id),
    signal: { aborted: false },
    onFraction: () => undefined,
    ...(mostBytes === undefined ? {} : { mostBytes }),
  });
  return { archives: parts.map((pieces) => new Blob(pieces as Uint8Array<ArrayBuffer>[])), missing };
}

const read = (archive: Blob) => readProject(archive, () => undefined);

test('a project that is read is the one that was written, to the byte', async () => {
  const { archives, missing } = await write(PROJECT);
  expect(archives).toHaveLength(1);
  expect(missing).toEqual([]);
  const found = await read(archives[0]!);
  expect(found.project).toEqual(PROJECT);
  for (const { id } of SOUNDS) expect(await found.bytes.get(id)?.text()).toBe(await BYTES.get(id)?.text());
});

test('the same project gives the same bytes', async () => {
  const [one, two] = [await write(PROJECT), await write(PROJECT)];
  expect(await one.archives[0]?.text()).toBe(await two.archives[0]?.text());
});

test('what one zip has no room for goes into several, each a project, and what none has room for is named', async () => {
  const large = soundOf('d', 200);
  const { archives, missing } = await write({ ...PROJECT, sounds: [...SOUNDS, large] }, 100);
  expect(missing).toEqual(['d']);
  const names = await Promise.all(
    archives.map(async (each) => (await read(each)).project.sounds.map(({ name }) => name)),
  );
  expect(names).toEqual([['a', 'b'], ['c']]);
});

test('a byte that changed on the way is noticed, and the sound is named', async () => {
  const [archive] = (await write(PROJECT)).archives;
  const bytes = new Uint8Array(await archive!.arrayBuffer());
  const at = bytes.findIndex((_, index) => bytes.subarray(index, index + 40).every((byte) => byte === 98));
  bytes[at + 7] = 0;
  await expect(read(new Blob([bytes]))).rejects.toMatchObject({
    code: 'audio-invalid',
    message: expect.stringContaining('\u201cb\u201d are not those that were put in. Nothing was changed.'),
  });
});

test('a document of another form is refused with the place of what is wrong', async () => {
  const other = { ...PROJECT, sounds: [{ ...SOUNDS[0]!, created: 'yesterday' }] } as unknown as ProjectArchive;
  const [archive] = (await write(other)).archives;
  await expect(read(archive!)).rejects.toThrow(/project\.json, sounds\.0\.created/);
});

test('an archive with sounds alone is no project', async () => {
  expect(await isProjectArchive(new Blob(['PK']))).toBe(false);
  expect(await isProjectArchive((await write(PROJECT)).archives[0]!)).toBe(true);
});
