import { expect, test } from 'vitest';
import { createSvgPen, NotVectorError } from './svg-pen.ts';

test('a line stays a line, with its look', () => {
  const { context, markup } = createSvgPen();
  context.save();
  context.strokeStyle = 'red';
  context.lineWidth = 2;
  context.globalAlpha = 0.5;
  context.setLineDash([4, 2]);
  context.beginPath();
  context.moveTo(0, 1.23456);
  context.lineTo(10, 2);
  context.stroke();
  context.restore();
  context.stroke();
  const [dashed, plain] = markup().split('\n');
  expect(dashed).toBe(
    '<path d="M0 1.23L10 2" fill="none" stroke="red" stroke-width="2" opacity="0.5" stroke-dasharray="4 2" stroke-linejoin="miter" stroke-linecap="butt"/>',
  );
  expect(plain).toContain('stroke="#000"');
});

test('a path that was stroked may be stroked again, and a new one begins empty', () => {
  const { context, markup } = createSvgPen();
  context.beginPath();
  context.lineTo(1, 1);
  context.stroke();
  context.stroke();
  context.beginPath();
  context.lineTo(2, 2);
  context.stroke();
  expect(markup().match(/d="[^"]*"/g)).toEqual(['d="M1 1"', 'd="M1 1"', 'd="M2 2"']);
});

test('bars of one colour are one element', () => {
  const { context, markup } = createSvgPen();
  context.fillStyle = 'blue';
  for (let x = 0; x < 3; x++) context.fillRect(x, 0, 1, 5);
  context.fillStyle = 'green';
  context.fillRect(3, 0, 1, 5);
  expect(markup().split('\n')).toEqual([
    '<path d="M0 0h1v5h-1zM1 0h1v5h-1zM2 0h1v5h-1z" fill="blue"/>',
    '<path d="M3 0h1v5h-1z" fill="green"/>',
  ]);
});

test('what it cannot say is an error, so that pixels are taken', () => {
  const { context } = createSvgPen();
  expect(() => context.drawImage({} as HTMLCanvasElement, 0, 0)).toThrow(NotVectorError);
  expect(() => context.stroke({} as Path2D)).toThrow(NotVectorError);
  expect(() => {
    context.filter = 'blur(2px)';
  }).toThrow(NotVectorError);
});
