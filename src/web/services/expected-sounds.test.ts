import { beforeEach, expect, test } from 'vitest';
import type { HeldSound } from './engine-client.ts';
import { ExpectedSounds } from './expected-sounds.ts';

const BYTES = 10;
let loads: string[];
let aside: string[];
let dropped: string[];
/** What the files said that were loaded. */
let read: string[];
let sounds: ExpectedSounds;

const soundOf = (id: string, heldBytes = BYTES): HeldSound => ({
  ...{ id, name: `${id}.wav`, sampleRate: 1000, channelCount: 1, frames: 5, duration: 0.005 },
  ...{ recipe: undefined, warnings: [], heldBytes },
});

/** Uses a sound and is done. */
const touch = (id: string) => sounds.use([id], async () => undefined);

/** Uses sounds until it is told otherwise. */
function hold(...ids: string[]): { done(): Promise<void> } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const working = sounds.use(ids, () => ended);
  return {
    done() {
      end();
      return working;
    },
  };
}

beforeEach(() => {
  loads = [];
  aside = [];
  dropped = [];
  read = [];
  sounds = new ExpectedSounds({
    room: 2 * BYTES,
    async load(file, _, id) {
      loads.push(id);
      const text = await file.text();
      read.push(text);
      return soundOf(text.startsWith('damaged') ? text : id);
    },
    drop: (id) => void dropped.push(id),
    file: async (id) => new Blob([`${id}, elsewhere`]),
    putAside: (id) => void aside.push(id),
  });
  for (const id of ['a', 'b', 'c']) sounds.add(id, `${id}.wav`, async () => new Blob([id]));
});

test('a sound is loaded when it is first used, once for all who use it', async () => {
  await Promise.all([touch('a'), touch('a')]);
  await touch('a');
  expect(loads).toEqual(['a']);
});

test('who uses what is there is not kept waiting', async () => {
  await touch('a');
  let begun = false;
  const work = async () => {
    begun = true;
  };
  const used = sounds.use(['a'], work);
  expect(begun).toBe(true);
  await used;
});

test('what was used longest ago makes way, and is loaded again when it is used', async () => {
  for (const id of ['a', 'b', 'a', 'c']) await touch(id);
  expect(aside).toEqual(['b']);
  await touch('b');
  expect(loads).toEqual(['a', 'b', 'c', 'b']);
  expect(read.at(-1)).toBe('b, elsewhere');
  expect(aside).toEqual(['b', 'a']);
});

test('what is in use stays, even if there is no room for it, and makes way when it is done with', async () => {
  const held = hold('a', 'b', 'c');
  await expect.poll(() => loads).toEqual(['a', 'b', 'c']);
  expect(aside).toEqual([]);
  await held.done();
  expect(aside).toEqual(['a']);
});

test('a sound that comes stays, and what reads where it is needed takes no room', async () => {
  sounds.keep(soundOf('long', 0));
  sounds.keep(soundOf('d', 5 * BYTES));
  expect(aside).toEqual([]);
  await touch('a');
  expect(aside).toEqual(['d']);
  expect(sounds.isWaiting('d')).toBe(true);
});

test('sounds are known by id and by name, loaded or not, until they are forgotten', async () => {
  await touch('b');
  expect(sounds.namedIn('{"file": "a.wav", "with": "b"}')).toEqual(['a', 'b']);
  sounds.forget('b');
  expect(sounds.namedIn('{"file": "a.wav", "with": "b"}')).toEqual(['a']);
  await touch('b');
  expect(loads).toEqual(['b']);
});

test('a sound that is removed while it is loaded is given back, and who waits for it is told', async () => {
  const using = sounds.use(['a'], async () => 'worked');
  sounds.forget('a');
  await expect(using).rejects.toMatchObject({ code: 'source-not-found' });
  expect(dropped).toEqual(['a']);
  for (const id of ['b', 'c']) await touch(id);
  expect(aside).toEqual([]);
});

test('of bytes that have changed nothing stays', async () => {
  sounds.add('e', 'e.wav', async () => new Blob(['damaged e']));
  await expect(touch('e')).rejects.toMatchObject({ code: 'audio-invalid' });
  expect([dropped, sounds.isWaiting('e')]).toEqual([['damaged e'], true]);
});

test('who cannot load a sound says so, and leaves nothing in use', async () => {
  sounds.add('e', 'e.wav', () => Promise.reject(new Error('gone')));
  await expect(sounds.use(['a', 'e'], async () => undefined)).rejects.toThrow('gone');
  for (const id of ['b', 'c']) await touch(id);
  expect(aside).toEqual(['a']);
});

test('a sound that is loaded by another way while it is fetched stays', async () => {
  const fetched = touch('a');
  sounds.keep(soundOf('a'));
  await fetched;
  expect(dropped).toEqual([]);
  await touch('a');
  expect(loads).toEqual(['a']);
});
