import type { ScratchFile } from '../core/base/byte-source.ts';

/** A scratch file in memory. @param onUse told how many bytes are read or written at a time */
export function memoryScratch(onUse: (count: number) => void = () => undefined): ScratchFile {
  let bytes = new Uint8Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    read: (start, count) => {
      onUse(count);
      if (start + count > length) throw new RangeError(`no ${count} bytes at ${start}, of ${length}`);
      return bytes.slice(start, start + count);
    },
    write: (start, given) => {
      onUse(given.length);
      length = Math.max(length, start + given.length);
      if (length > bytes.length) {
        const larger = new Uint8Array(2 * length);
        larger.set(bytes);
        bytes = larger;
      }
      bytes.set(given, start);
    },
  };
}
