import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { readZipIndex } from './zip-index.ts';

const text = (value: string) => new TextEncoder().encode(value);
const FILES = { 'a.txt': text('one'), 'folder/b.bin': text('two'.repeat(500)) };

async function contents(archive: Blob, most = 1e6): Promise<Record<string, string>> {
  const entries = [...(await readZipIndex(archive)).values()];
  const read = entries.map(async (entry) => [entry.path, await (await entry.readChecked(most)).text()] as const);
  return Object.fromEntries(await Promise.all(read));
}

test.each([0, 9] as const)('files are found by their paths and read one by one, at level %i', async (level) => {
  const archive = new Blob([zipSync(FILES, { level })]);
  expect(await contents(archive)).toEqual({ 'a.txt': 'one', 'folder/b.bin': 'two'.repeat(500) });
});

test('what looks like the parts of an archive inside a stored file is none of its parts', async () => {
  const inner = zipSync({ 'inner.txt': text('inner') }, { level: 0 });
  const archive = new Blob([zipSync({ 'inner.zip': inner }, { level: 0 })]);
  expect([...(await readZipIndex(archive)).keys()]).toEqual(['inner.zip']);
});

test('a large file is the same, byte for byte, after it was unpacked in pieces', async () => {
  const large = Uint8Array.from({ length: 9_000_003 }, (_, index) => index >> 7);
  const [entry] = [...(await readZipIndex(new Blob([zipSync({ large }, { level: 1 })]))).values()];
  const found = new Uint8Array(await (await entry!.readChecked(large.length)).arrayBuffer());
  expect(found.length).toBe(large.length);
  expect(found.every((byte, index) => byte === large[index])).toBe(true);
});

test('a file that unpacks to more than may be is not unpacked to its end', async () => {
  const archive = new Blob([zipSync({ bomb: new Uint8Array(1_000_000) })]);
  await expect(contents(archive, 1000)).rejects.toMatchObject({ code: 'audio-invalid' });
});

test('whatever is done to an archive, what is read is what was put in, or it is refused in words', async () => {
  const whole = zipSync(FILES);
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), end: fc.nat(whole.length) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, byte, end }) => {
      const damaged = whole.slice(0, end);
      if (at < end) damaged[at] = byte;
      try {
        const found = Object.values(await contents(new Blob([damaged])));
        for (const each of found)
          expect(Object.values(FILES).map((file) => new TextDecoder().decode(file))).toContain(each);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
        expect((thrown as AppError).message).toMatch(/^The archive is damaged: /);
      }
    }),
  );
});

/** The same archive with its numbers where those beyond 32 bits are. */
function in64Bits(path: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const small = zipSync({ [path]: content }, { level: 0 });
  const end = small.length - 22;
  const view = new DataView(small.buffer, small.byteOffset);
  const at = view.getUint32(end + 16, true);
  const central = small.slice(at, end);
  const extra = new DataView(new ArrayBuffer(28));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  for (const [index, offset] of [24, 20, 42].entries()) {
    const header = new DataView(central.buffer);
    extra.setBigUint64(4 + 8 * index, BigInt(header.getUint32(offset, true)), true);
    header.setUint32(offset, 0xffffffff, true);
  }
  new DataView(central.buffer).setUint16(30, 28, true);
  const tail = new DataView(new ArrayBuffer(56 + 20));
  tail.setUint32(0, 0x06064b50, true);
  tail.setBigUint64(32, 1n, true);
  tail.setBigUint64(40, BigInt(central.length + 28), true);
  tail.setBigUint64(48, BigInt(at), true);
  tail.setUint32(56, 0x07064b50, true);
  tail.setBigUint64(64, BigInt(at + central.length + 28), true);
  const last = small.slice(end);
  last.fill(0xff, 8, 20);
  const parts = [small.subarray(0, at), central, new Uint8Array(extra.buffer), new Uint8Array(tail.buffer), last];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

test('an archive with numbers of 64 bits is read like any other', async () => {
  const archive = new Blob([in64Bits('folder/a.txt', text('one'))]);
  expect(await contents(archive)).toEqual({ 'folder/a.txt': 'one' });
});
