import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { MOST_IN_QR } from '../../state/link-fit.ts';
import { qrPath, qrSquares, qrSvg } from './qr-picture.ts';

/** What a reader finds in a picture of these squares. */
function read(squares: readonly (readonly boolean[])[]): string {
  const [scale, size] = [4, squares.length];
  const data = new Uint8Array(4 * (scale * size) ** 2);
  for (let at = 0; at < data.length; at += 4) {
    const pixel = at / 4;
    const [x, y] = [pixel % (scale * size), Math.floor(pixel / (scale * size))].map((edge) => Math.floor(edge / scale));
    data.fill(squares[y!]![x!] ? 0 : 255, at, at + 3);
    data[at + 3] = 255;
  }
  return decodeQR({ width: scale * size, height: scale * size, data });
}

test.each([80, 893, MOST_IN_QR])('a link of %i characters is read back from its code', (length) => {
  const link = 'https://example.org/#x1='.padEnd(length, 'q1V_-');
  expect(read(qrSquares(link))).toBe(link);
});

test('the path has each dark square once, and no other', () => {
  const squares = [
    [false, true, true],
    [true, false, true],
    [false, false, false],
  ];
  expect(qrPath(squares)).toBe('M1 0h2v1h-2zM0 1h1v1h-1zM2 1h1v1h-1z');
});

test('the file has a white ground, so that it is read on any page', () => {
  const svg = qrSvg(qrSquares('x1=abc'));
  expect(svg).toMatch(/^<svg xmlns=/);
  expect(svg.indexOf('#fff')).toBeLessThan(svg.indexOf('<path'));
});
