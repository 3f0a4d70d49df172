import { ByteReader } from '../base/bytes.ts';
import { invalid } from './failure.ts';

/** An array of NumPy's, in C order (the last index runs fastest), every kind of number as a double. */
export interface NpyArray {
  /** Empty for a single number. */
  readonly shape: readonly number[];
  readonly values: Float64Array<ArrayBuffer>;
}

const MAGIC = '\x93NUMPY';
/** NumPy begins the data at multiples of this, so that they can be mapped. */
const ALIGNMENT = 64;
/** Characters of a header; one of ours has about 70. */
const LONGEST_HEADER = 10_000;

interface ArrayType {
  readonly bytes: number;
  read(data: DataView, at: number): number;
}

const TYPES: Readonly<Record<string, ArrayType>> = {
  '<f8': { bytes: 8, read: (data, at) => data.getFloat64(at, true) },
  '<f4': { bytes: 4, read: (data, at) => data.getFloat32(at, true) },
  '<i8': { bytes: 8, read: (data, at) => Number(data.getBigInt64(at, true)) },
  '<i4': { bytes: 4, read: (data, at) => data.getInt32(at, true) },
  '<i2': { bytes: 2, read: (data, at) => data.getInt16(at, true) },
  '<u4': { bytes: 4, read: (data, at) => data.getUint32(at, true) },
  '<u2': { bytes: 2, read: (data, at) => data.getUint16(at, true) },
  '|i1': { bytes: 1, read: (data, at) => data.getInt8(at) },
  '|u1': { bytes: 1, read: (data, at) => data.getUint8(at) },
  '|b1': { bytes: 1, read: (data, at) => data.getUint8(at) },
};

/**
 * An array as a `.npy` file, version 1.0: the header, then the values, which are not copied.
 * @param type `<f8`, or `<i8` for whole numbers
 * @source NumPy enhancement proposal 1 (NEP 1), "A simple file format for NumPy arrays"
 */
export function npyPieces({ shape, values }: NpyArray, type: '<f8' | '<i8' = '<f8'): Uint8Array<ArrayBuffer>[] {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sides}), }`;
  const padded = Math.ceil((MAGIC.length + 4 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = new Uint8Array(padded).fill(0x20);
  for (let i = 0; i < MAGIC.length; i++) header[i] = MAGIC.charCodeAt(i);
  const view = new DataView(header.buffer);
  view.setUint16(6, 1, true);
  view.setUint16(8, padded - MAGIC.length - 4, true);
  for (let i = 0; i < text.length; i++) header[10 + i] = text.charCodeAt(i);
  header[padded - 1] = 0x0a;
  const data = type === '<i8' ? BigInt64Array.from(values, BigInt) : values;
  return [header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

/**
 * Reads a `.npy` file of version 1, 2 or 3 with numbers in little-endian order; an array in Fortran order comes out in C
 * order.
 * @param name for messages
 * @throws AppError features-invalid
 */
export function readNpy(bytes: Uint8Array, name: string): NpyArray {
  const { text, start } = headerOf(bytes, name);
  const { type, isFortran, shape } = readHeader(text, name);
  const count = shape.reduce((product, side) => product * side, 1);
  const wanted = count * type.bytes;
  if (bytes.length - start !== wanted) {
    throw invalid(`${name} has ${bytes.length - start} bytes of values, and its shape needs ${wanted}`);
  }
  const data = new DataView(bytes.buffer, bytes.byteOffset + start, wanted);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = type.read(data, i * type.bytes);
  return { shape, values: isFortran && shape.length > 1 ? reordered(values, shape) : values };
}

function headerOf(bytes: Uint8Array, name: string): { readonly text: string; readonly start: number } {
  const reader = new ByteReader(bytes);
  if (bytes.length < 10 || reader.text(0, 6) !== MAGIC) throw invalid(`${name} is not a NumPy array`);
  const version = reader.u8(6);
  if (version < 1 || version > 3) throw invalid(`${name} is a NumPy array of version ${version}, and 1 to 3 are known`);
  const from = version === 1 ? 10 : 12;
  const length = version === 1 ? reader.u16(8) : bytes.length < 12 ? 0 : reader.u32(8);
  if (from + length > bytes.length || length === 0) throw invalid(`${name} is cut short in its header`);
  if (length > LONGEST_HEADER) throw invalid(`${name} has a header of ${length} characters, of which nobody has use`);
  return { text: reader.text(from, length), start: from + length };
}

/** The header is a Python dictionary, always written in one way but for its order and spaces. */
function readHeader(text: string, name: string) {
  const descr = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[))/.exec(text);
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const sides = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (descr?.[2] !== undefined) throw invalid(`${name} is a structured array, and plain numbers are needed`);
  const descriptor = descr?.[1];
  if (descriptor === undefined || order === undefined || sides === undefined) {
    throw invalid(`${name} has a header that is not NumPy's`);
  }
  const type = Object.hasOwn(TYPES, descriptor) ? TYPES[descriptor] : undefined;
  if (type === undefined) {
    const advice = descriptor.startsWith('>') ? 'big-endian numbers' : `values of type ${descriptor}`;
    throw invalid(`${name} has ${advice}; save it as .astype('<f8')`);
  }
  const shape = sides
    .replaceAll('L', '')
    .split(',')
    .filter((side) => side.trim() !== '')
    .map(Number);
  if (shape.some((side) => !Number.isSafeInteger(side)) || !Number.isSafeInteger(shape.reduce((a, b) => a * b, 8))) {
    throw invalid(`${name} has the shape (${sides}), which no array has`);
  }
  return { type, isFortran: order === 'True', shape };
}

/** From Fortran order, where the first index runs fastest, to C order. */
function reordered(values: Float64Array, shape: readonly number[]): Float64Array<ArrayBuffer> {
  const result = new Float64Array(values.length);
  const index = new Array<number>(shape.length).fill(0);
  for (const value of values) {
    let at = 0;
    for (const [axis, side] of shape.entries()) at = at * side + (index[axis] ?? 0);
    result[at] = value;
    for (const [axis, side] of shape.entries()) {
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < side) break;
      index[axis] = 0;
    }
  }
  return result;
}
