import { createSvgPen, NotVectorError } from '../../components/plot/svg-pen.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Box, Figure, Panel } from './figure.ts';
import { pngOf } from './png.ts';

const FONT = 'Inter, Helvetica, Arial, sans-serif';
const HAIR = 0.8;
/** Device px per px of pictures inside SVG. */
const RASTER = 2;

/** A figure as pixels. @param scale device px per px */
export function canvasOf(figure: Figure, scale: number): HTMLCanvasElement {
  const { width, height, colours, panels, lines, texts } = figure;
  const { canvas, context } = blank(width, height, scale);
  context.fillStyle = colours.plot;
  context.fillRect(0, 0, width, height);
  for (const { panel, box } of panels) {
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.translate(box.x, box.y);
    for (const layer of panel.layers) paint(context, layer, box, scale, figure);
    context.restore();
  }
  context.strokeStyle = colours.ink;
  context.lineWidth = HAIR;
  context.beginPath();
  for (const { from, to } of lines) {
    context.moveTo(...from);
    context.lineTo(...to);
  }
  context.stroke();
  context.fillStyle = colours.ink;
  for (const { at, text, size, anchor } of texts) {
    context.font = `${size}px ${FONT}`;
    context.textAlign = anchor === 'middle' ? 'center' : anchor;
    context.fillText(text, ...at);
  }
  return canvas;
}

/** A figure as SVG: words, axes and lines as such, maps as pictures inside it. */
export async function svgOf(figure: Figure): Promise<string> {
  const { width, height, millimetres, colours, panels, lines, texts } = figure;
  const size =
    millimetres === undefined
      ? `width="${width}" height="${height}"`
      : `width="${millimetres}mm" height="${((millimetres * height) / width).toFixed(2)}mm"`;
  const pictures = await Promise.all(panels.map(({ panel, box }) => panelMarkup(figure, panel, box)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}" font-family="${FONT}">`,
    `<rect width="${width}" height="${height}" fill="${colours.plot}"/>`,
    ...pictures,
    `<g stroke="${colours.ink}" stroke-width="${HAIR}">`,
    ...lines.map(({ from, to }) => `<line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}"/>`),
    `</g><g fill="${colours.ink}">`,
    ...texts.map(
      ({ at, text, size: px, anchor }) =>
        `<text x="${at[0]}" y="${at[1]}" font-size="${px}" text-anchor="${anchor}">${escaped(text)}</text>`,
    ),
    '</g></svg>\n',
  ].join('\n');
}

async function panelMarkup(figure: Figure, panel: Panel, box: Box): Promise<string> {
  const { x, y, width, height } = box;
  const layers = await Promise.all(
    panel.layers.map((layer, index) => {
      const lines = panel.isMap && index === 0 ? undefined : linesOf(figure, layer, box);
      return lines ?? pixelsOf(figure, layer, box);
    }),
  );
  // A picture of its own, so that what is drawn past its edges is cut.
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}">\n${layers.join('\n')}\n</svg>`;
}

/** Undefined for what cannot be said in lines. */
function linesOf(figure: Figure, layer: Layer, box: Box): string | undefined {
  const pen = createSvgPen();
  try {
    paint(pen.context, layer, box, RASTER, figure);
    return pen.markup();
  } catch (error) {
    if (error instanceof NotVectorError) return undefined;
    throw error;
  }
}

async function pixelsOf(figure: Figure, layer: Layer, box: Box): Promise<string> {
  const { canvas, context } = blank(box.width, box.height, RASTER);
  paint(context, layer, box, RASTER, figure);
  const picture = await dataUrlOf(await pngOf(canvas));
  return `<image width="${box.width}" height="${box.height}" preserveAspectRatio="none" href="${picture}"/>`;
}

function dataUrlOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function paint(context: CanvasRenderingContext2D, layer: Layer, box: Box, ratio: number, { colours }: Figure): void {
  context.save();
  layer.paint(context, { width: box.width, height: box.height, ratio }, colours);
  context.restore();
}

function blank(width: number, height: number, scale: number) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.scale(scale, scale);
  return { canvas, context };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
