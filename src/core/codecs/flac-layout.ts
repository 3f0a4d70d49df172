import { ByteWriter } from '../base/bytes.ts';
import { STREAMINFO, STREAMINFO_LENGTH, VORBIS_COMMENT } from './flac-metadata.ts';
import { layOutComments } from './vorbis-comment.ts';

/** What is known of a stream once all of it was encoded. */
export interface FlacHead {
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly bits: number;
  /** Samples per channel. */
  readonly frames: number;
  /** Samples in a block, the smallest and the largest. */
  readonly blocks: readonly [number, number];
  /** Bytes of a frame, the smallest and the largest. */
  readonly frameBytes: readonly [number, number];
  /** Of the samples; 32 hexadecimal digits. */
  readonly md5: string;
  /** Latin-1 */
  readonly vendor: string;
  readonly recipe: Uint8Array | undefined;
}

const LAST_BLOCK = 0x80;

/** Everything before the first frame, as the tables of `README.md` show. */
export function layOutFlac(head: FlacHead): Uint8Array<ArrayBuffer> {
  // Unlike all else in a FLAC file, lengths in the comments are little-endian.
  const comments = layOutComments(head.vendor, head.recipe);
  const size = 4 + 4 + STREAMINFO_LENGTH + 4 + comments.length;
  const writer = new ByteWriter(size, 'big').text('fLaC').u32(blockHead(STREAMINFO, STREAMINFO_LENGTH));
  writer.u16(head.blocks[0]).u16(head.blocks[1]);
  for (const bytes of head.frameBytes) writer.u16(bytes >>> 8).raw(Uint8Array.of(bytes & 0xff));
  const high = Math.floor(head.frames / 2 ** 32);
  writer.u32(head.sampleRate * 4096 + (head.channelCount - 1) * 512 + (head.bits - 1) * 16 + high);
  writer.u32(head.frames % 2 ** 32);
  writer.raw(Uint8Array.from(head.md5.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16)));
  return writer
    .u32(blockHead(LAST_BLOCK | VORBIS_COMMENT, comments.length))
    .raw(comments)
    .finish();
}

function blockHead(type: number, length: number): number {
  return type * 2 ** 24 + length;
}
