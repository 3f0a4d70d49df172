import { createHasher } from '../../core/base/hash.ts';
import type { SoundRecord } from '../state/project-doc.ts';
import type { OpenTake } from '../state/take-facts.ts';
import type { ProjectStorage } from '../storage/project-storage.ts';
import type { TakeShelf } from '../storage/take-shelf.ts';
import { frameBytes, type TakeShape, takeHead } from './take-writer.ts';

/** Bytes that are looked at in one go. */
const PIECE = 1 << 20;
/** Bars of the small picture of a sound. */
const SKETCH_CELLS = 63;

export function shapeOf({ facts }: OpenTake): TakeShape {
  return { sampleRate: facts.granted.sampleRate, channels: facts.granted.channels };
}

/** Makes a finished take a sound of the library. It stays on the shelf until it is one. @throws AppError disk-full */
export async function adoptTake(
  take: OpenTake,
  frames: number,
  shelf: TakeShelf,
  project: ProjectStorage,
): Promise<SoundRecord> {
  const { name, tags, talker, created, facts } = take;
  const { sampleRate, channels } = shapeOf(take);
  const bytes = await shelf.files.whole(take.id);
  const record: SoundRecord = {
    ...{ name, fileName: `${name}.wav`, origin: 'recording', created, size: bytes.size, tags, note: '', talker },
    ...(await lookThrough(bytes, shapeOf(take), frames)),
    facts: { sampleRate, channelCount: channels, frames, duration: frames / sampleRate, warnings: [] },
    take: facts,
  };
  await project.adopt(record, bytes, await shelf.files.handle(take.id));
  await shelf.delete(take.id);
  return record;
}

/** Finishes what a page that went away has left. @returns the sounds that it became */
export async function recoverTakes(
  shelf: TakeShelf,
  project: ProjectStorage,
  busy: string | undefined,
): Promise<readonly SoundRecord[]> {
  const found: SoundRecord[] = [];
  for (const take of await shelf.list()) {
    if (take.id === busy) continue;
    try {
      const frames = await repair(take, shelf);
      const tags = [...new Set([...take.tags, 'recovered'])];
      if (frames === 0) await shelf.delete(take.id);
      else found.push(await adoptTake({ ...take, tags }, frames, shelf, project));
    } catch (failure) {
      // Still written by another page, or there is no room: it stays, and is looked at again the next time.
      console.warn('A take could not be recovered yet.', failure);
    }
  }
  return found;
}

/** Gives the file a head that fits what is there. @returns its frames */
async function repair(take: OpenTake, shelf: TakeShelf): Promise<number> {
  const shape = shapeOf(take);
  const file = await shelf.files.open(take.id, takeHead(shape, 0).length);
  if (!file) return 0;
  const frames = Math.floor(file.length / frameBytes(shape));
  await file.finish(takeHead(shape, frames), frames * frameBytes(shape));
  return frames;
}

/** The content id and the small picture, in one walk through the file. */
async function lookThrough(file: Blob, shape: TakeShape, frames: number): Promise<Pick<SoundRecord, 'id' | 'sketch'>> {
  const hasher = createHasher();
  const head = takeHead(shape, frames).length;
  const cell = Math.max(1, Math.ceil(frames / SKETCH_CELLS));
  const sketch = new Float32Array(2 * Math.ceil(frames / cell));
  hasher.update(new Uint8Array(await file.slice(0, head).arrayBuffer()));
  const step = Math.floor(PIECE / frameBytes(shape)) * frameBytes(shape);
  for (let start = head; start < file.size; start += step) {
    const bytes = await file.slice(start, start + step).arrayBuffer();
    hasher.update(new Uint8Array(bytes));
    const first = (start - head) / frameBytes(shape);
    const samples = new Float32Array(bytes, 0, Math.floor(bytes.byteLength / 4));
    for (let index = 0; index < samples.length; index += shape.channels) {
      const at = 2 * Math.floor((first + index / shape.channels) / cell);
      const sample = samples[index] ?? 0;
      if (sample < (sketch[at] ?? 0)) sketch[at] = sample;
      if (sample > (sketch[at + 1] ?? 0)) sketch[at + 1] = sample;
    }
  }
  return { id: hasher.digest(), sketch };
}
