import { AppError } from '../base/errors.ts';
import { ZipWriter } from '../base/zip-writer.ts';

/** A file in an archive, in pieces. */
export interface ZipMember {
  readonly name: string;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** Bytes that go into the archive at a time, so that a host can breathe and stop. */
const PIECE = 1 << 20;
/** An archive with the plain format's 32-bit sizes, and room for its directory. */
const LARGEST = 2 ** 32 - 2 ** 20;

/**
 * An archive of the members, in pieces, in order; a piece may be empty.
 * @param deflate packs the members; otherwise they are stored as they are
 * @throws AppError size-limit before there are pieces
 */
export function zipPieces(members: readonly ZipMember[], deflate: boolean): Iterable<Uint8Array<ArrayBuffer>> {
  const size = members.reduce((sum, { pieces }) => sum + pieces.reduce((all, piece) => all + piece.length, 0), 0);
  if (size > LARGEST) {
    const message = `The features have ${size} bytes; an archive holds 4 GiB. Take a shorter sound, or code the features.`;
    throw new AppError('size-limit', message, { details: { size, limit: LARGEST } });
  }
  return write(members, deflate);
}

function* write(members: readonly ZipMember[], deflate: boolean): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const zip = new ZipWriter();
  for (const { name, pieces } of members) {
    const member = zip.begin(name, deflate ? 6 : 0);
    for (const piece of pieces) {
      for (let from = 0; from < piece.length; from += PIECE) {
        member.push(piece.subarray(from, from + PIECE));
        yield* zip.take();
      }
    }
    member.end();
    yield* zip.take();
  }
  zip.end();
  yield* zip.take();
}
