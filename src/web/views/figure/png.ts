/** Encoded beside the page's thread. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const take = (png: Blob | null) => (png ? resolve(png) : reject(new Error('this canvas is too large')));
    canvas.toBlob(take, 'image/png');
  });
}
