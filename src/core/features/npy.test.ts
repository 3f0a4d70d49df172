import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { type NpyArray, npyPieces, readNpy } from './npy.ts';

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** A file with a header as given, and these bytes as data. */
function file(header: string, data: ArrayBuffer, version = 1): Uint8Array {
  const lead = version === 1 ? 10 : 12;
  const head = new Uint8Array(lead + header.length);
  head.set([0x93, ...[...'NUMPY'].map((c) => c.charCodeAt(0)), version, 0]);
  const view = new DataView(head.buffer);
  if (version === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  for (let i = 0; i < header.length; i++) head[lead + i] = header.charCodeAt(i);
  return join([head, new Uint8Array(data)]);
}

const array: fc.Arbitrary<NpyArray> = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }).chain((shape) => {
  const size = shape.reduce((product, side) => product * side, 1);
  return fc
    .array(fc.double(), { minLength: size, maxLength: size })
    .map((values) => ({ shape, values: Float64Array.from(values) }));
});

it('gives back what was written, at any place in memory, the data on a multiple of 64', () => {
  fc.assert(
    fc.property(array, fc.integer({ min: 0, max: 15 }), (given, offset) => {
      const pieces = npyPieces(given);
      expect(pieces[0]!.length % 64).toBe(0);
      const bytes = join([new Uint8Array(offset), ...pieces]).subarray(offset);
      expect(readNpy(bytes, 'x')).toEqual(given);
    }),
  );
});

it('writes whole numbers as 64-bit integers', () => {
  const bytes = join(npyPieces({ shape: [], values: Float64Array.of(44_100) }, '<i8'));
  expect(new TextDecoder('latin1').decode(bytes.subarray(10, 128))).toMatch(
    /^\{'descr': '<i8', 'fortran_order': False, 'shape': \(\), \}/,
  );
  expect(readNpy(bytes, 'fs')).toEqual({ shape: [], values: Float64Array.of(44_100) });
});

describe('reads', () => {
  it.each([
    ['<f4', new Float32Array([1.5, -2]).buffer, [1.5, -2]],
    ['<i4', new Int32Array([7, -7]).buffer, [7, -7]],
    ['<i8', new BigInt64Array([9n, -9n]).buffer, [9, -9]],
    ['<u2', new Uint16Array([65535, 1]).buffer, [65535, 1]],
    ['|b1', new Uint8Array([1, 0]).buffer, [1, 0]],
  ])('%s', (descr, data, expected) => {
    const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (2,), }\n`;
    expect([...readNpy(file(header, data), 'x').values]).toEqual(expected);
  });

  it.each([2, 3])('version %i, its keys in another order, sides as long integers', (version) => {
    const header = `{"shape": (1L, 2L), "fortran_order": False, "descr": "<f8"}`;
    const { shape, values } = readNpy(file(header, Float64Array.of(3, 4).buffer, version), 'x');
    expect([shape, [...values]]).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('Fortran order as C order', () => {
    const header = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }";
    const { values } = readNpy(file(header, Float64Array.of(11, 21, 12, 22, 13, 23).buffer), 'x');
    expect([...values]).toEqual([11, 12, 13, 21, 22, 23]);
  });
});

describe('refuses', () => {
  const good = (rest: string) => file(`{'descr': '<f8', 'fortran_order': False, ${rest}}`, new ArrayBuffer(16));

  it.each([
    ['no NumPy array', new Uint8Array(40), /not a NumPy array/],
    ['nothing', new Uint8Array(0), /not a NumPy array/],
    ['another version', file('{}', new ArrayBuffer(0), 4), /of version 4/],
    [
      'a shape that is too large for its bytes',
      good("'shape': (3,)"),
      /has 16 bytes of values, and its shape needs 24/,
    ],
    ['a shape beyond numbers', good("'shape': (99999999, 99999999, 99999999)"), /which no array has/],
    ['no shape', good("'form': (2,)"), /header that is not NumPy's/],
    [
      'big-endian numbers',
      file("{'descr': '>f8', 'fortran_order': False, 'shape': (2,)}", new ArrayBuffer(16)),
      /astype\('<f8'\)/,
    ],
    [
      'complex numbers',
      file("{'descr': '<c16', 'fortran_order': False, 'shape': (1,)}", new ArrayBuffer(16)),
      /type <c16/,
    ],
    ['objects', file("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", new ArrayBuffer(8)), /type \|O/],
    [
      'records',
      file("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)}", new ArrayBuffer(16)),
      /structured/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'x.npy')).toThrow(message);
  });
});

it('never fails but with its own error, whatever the bytes', () => {
  const [head = new Uint8Array(0), data = new Uint8Array(0)] = npyPieces({
    shape: [2, 2],
    values: new Float64Array(4),
  });
  const whole = join([head, data]);
  const changed = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 });
  fc.assert(
    fc.property(changed, fc.nat(whole.length), (changes, length) => {
      const bytes = whole.slice(0, length);
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      try {
        readNpy(bytes, 'x');
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
        expect((thrown as AppError).code).toBe('features-invalid');
      }
    }),
    { numRuns: 500 },
  );
});
