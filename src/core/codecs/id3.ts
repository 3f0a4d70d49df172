import { ByteReader, ByteWriter, concatBytes } from '../base/bytes.ts';

/** Bytes of a tag's own header, and of a frame's in versions 3 and 4. */
const HEADER_BYTES = 10;

/** Under which a recipe is kept: a text frame of the user's own (TXXX) of this description. */
const RECIPE_NAME = 'SONDE_RECIPE';

const UTF_8 = 3;

/** What the tags before a sound say. */
export interface Id3Head {
  /** Bytes of all tags; the sound begins there. */
  readonly length: number;
  /** JSON in UTF-8, if it is there. */
  readonly recipe: Uint8Array | undefined;
}

/**
 * A tag that holds a recipe and nothing else.
 * @source ID3 tag version 2.4.0, main structure and native frames (id3.org, 2000)
 */
export function writeId3(recipe: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = 1 + RECIPE_NAME.length + 1 + recipe.length;
  const tag = new ByteWriter(2 * HEADER_BYTES + length, 'big');
  tag
    .text('ID3')
    .u16(0x0400)
    .text('\0')
    .u32(toSyncsafe(HEADER_BYTES + length));
  tag.text('TXXX').u32(toSyncsafe(length)).u16(0);
  return tag
    .text(`${String.fromCharCode(UTF_8)}${RECIPE_NAME}\0`)
    .raw(recipe)
    .finish();
}

/** Reads the tags at the beginning of a file; what cannot be read in them is passed over. */
export function readId3(bytes: Uint8Array): Id3Head {
  let length = 0;
  let recipe: Uint8Array | undefined;
  for (let tag = readTag(bytes, 0); tag !== undefined; tag = readTag(bytes, length)) {
    length += tag.length;
    recipe ??= tag.recipe;
  }
  return { length, recipe };
}

function readTag(bytes: Uint8Array, start: number): Id3Head | undefined {
  if (start + HEADER_BYTES > bytes.length) return undefined;
  const reader = new ByteReader(bytes, 'big');
  const version = reader.u8(start + 3);
  if (reader.text(start, 3) !== 'ID3' || version < 2 || version > 4) return undefined;
  const flags = reader.u8(start + 5);
  const size = fromSyncsafe(reader.u32(start + 6));
  if (size === undefined) return undefined;
  const hasFooter = version === 4 && (flags & 0x10) !== 0;
  const length = HEADER_BYTES + size + (hasFooter ? HEADER_BYTES : 0);
  const body = bytes.subarray(start + HEADER_BYTES, start + HEADER_BYTES + size);
  const isUnsynchronised = (flags & 0x80) !== 0;
  // Version 4 says it of each frame as well, and sizes count the bytes as they stand.
  const frames = isUnsynchronised && version < 4 ? resynchronise(body) : body;
  const first = (flags & 0x40) === 0 || version === 2 ? 0 : extendedHeaderLength(frames, version);
  return { length: Math.min(length, bytes.length - start), recipe: findRecipe(frames, first, version) };
}

function extendedHeaderLength(body: Uint8Array, version: number): number {
  if (body.length < 4) return body.length;
  const size = new ByteReader(body, 'big').u32(0);
  return version === 3 ? 4 + size : (fromSyncsafe(size) ?? body.length);
}

/** Version 2 has shorter names and sizes; recipes were never written in it, and are not looked for. */
function findRecipe(frames: Uint8Array, first: number, version: number): Uint8Array | undefined {
  const reader = new ByteReader(frames, 'big');
  for (let start = first; version > 2 && start + HEADER_BYTES <= frames.length; ) {
    const stated = reader.u32(start + 4);
    const size = version === 4 ? fromSyncsafe(stated) : stated;
    if (size === undefined || !/^[A-Z0-9]{4}$/.test(reader.text(start, 4))) return undefined;
    const end = start + HEADER_BYTES + size;
    if (end > frames.length) return undefined;
    if (reader.text(start, 4) === 'TXXX') {
      const recipe = recipeOf(frames.subarray(start + HEADER_BYTES, end), version === 4 ? reader.u16(start + 8) : 0);
      if (recipe !== undefined) return recipe;
    }
    start = end;
  }
  return undefined;
}

/** The text of a user's frame, if it is a recipe's, as UTF-8. */
function recipeOf(frame: Uint8Array, flags: number): Uint8Array | undefined {
  const isCompressedOrEncrypted = (flags & 0x0c) !== 0;
  if (isCompressedOrEncrypted) return undefined;
  const afterLength = (flags & 1) === 0 ? frame : frame.subarray(4);
  const body = (flags & 2) === 0 ? afterLength : resynchronise(afterLength);
  const text = decodeText(body[0] ?? 0, body.subarray(1));
  const prefix = `${RECIPE_NAME}\0`;
  if (text?.startsWith(prefix) !== true) return undefined;
  const value = text
    .slice(prefix.length)
    .replace(/^\ufeff/, '')
    .replace(/\0+$/, '');
  return new TextEncoder().encode(value);
}

function decodeText(encoding: number, bytes: Uint8Array): string | undefined {
  const isBigEndian = encoding === 2 || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const label = encoding === 0 ? 'latin1' : encoding === UTF_8 ? 'utf-8' : isBigEndian ? 'utf-16be' : 'utf-16le';
  return encoding > UTF_8 ? undefined : new TextDecoder(label).decode(bytes);
}

/** Takes out the zero that follows each 0xff, where a writer kept sync words out of its tag. */
function resynchronise(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] !== 0) continue;
    parts.push(bytes.subarray(start, at + 1));
    start = at + 2;
  }
  return concatBytes([...parts, bytes.subarray(start)]);
}

/** Seven bits to a byte, so that no byte of a size looks like a sync word. */
function toSyncsafe(size: number): number {
  return ((size & 0xfe00000) << 3) | ((size & 0x1fc000) << 2) | ((size & 0x3f80) << 1) | (size & 0x7f);
}

function fromSyncsafe(stated: number): number | undefined {
  if ((stated & 0x80808080) !== 0) return undefined;
  return ((stated >> 3) & 0xfe00000) | ((stated >> 2) & 0x1fc000) | ((stated >> 1) & 0x3f80) | (stated & 0x7f);
}
