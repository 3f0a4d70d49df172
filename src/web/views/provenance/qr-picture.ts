import { encodeQR } from 'qr';

/** Squares around a code that stay white, for readers to find it. */
const MARGIN = 4;
/** Of the saved picture, per square. */
const PIXELS = 8;

/** Rows of squares, true for dark, with the margin. @throws Error for a text that no code holds */
export function qrSquares(text: string): readonly (readonly boolean[])[] {
  // The least correction has the largest squares: a code on a screen or a page loses none.
  return encodeQR(text, 'raw', { ecc: 'low', border: MARGIN });
}

/** The dark squares as one path, row by row, in units of squares. */
export function qrPath(squares: readonly (readonly boolean[])[]): string {
  return squares.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join('');
}

/** Begin and length of each run of dark squares. */
function runsOf(row: readonly boolean[]): readonly (readonly [number, number])[] {
  const begins = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
  return begins.map((x) => {
    const end = row.indexOf(false, x);
    return [x, (end < 0 ? row.length : end) - x];
  });
}

/** The code as a file of its own. */
export function qrSvg(squares: readonly (readonly boolean[])[]): string {
  const size = squares.length;
  const [edge, box] = [size * PIXELS, `0 0 ${size} ${size}`];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="${box}" shape-rendering="crispEdges">`,
    `<rect width="${size}" height="${size}" fill="#fff"/>`,
    `<path d="${qrPath(squares)}"/>`,
    '</svg>\n',
  ].join('\n');
}

/** The same in pixels. */
export function drawQr(squares: readonly (readonly boolean[])[], canvas: HTMLCanvasElement): void {
  canvas.width = squares.length * PIXELS;
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(PIXELS, PIXELS);
  context.fillStyle = '#000';
  context.fill(new Path2D(qrPath(squares)));
}
