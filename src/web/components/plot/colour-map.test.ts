import { expect, it } from 'vitest';
import { colourMap, divergingMap, luminance, MAP_NAMES, MAP_SIZE, packedColourMap } from './colour-map.ts';

it.each(MAP_NAMES)('%s changes lightness strictly in one direction', (name) => {
  const light = colourMap(name).map(luminance);
  expect(light).toHaveLength(MAP_SIZE);
  const direction = name === 'paper' ? -1 : 1;
  for (let index = 1; index < MAP_SIZE; index++) {
    expect((light[index]! - light[index - 1]!) * direction, `step ${index}`).toBeGreaterThan(0);
  }
});

it.each([
  ['paper', 0.9],
  ['ink', 0.9],
  ['viridis', 0.7],
  ['cividis', 0.7],
  ['magma', 0.85],
] as const)('%s uses most of the range between black and white', (name, reach) => {
  const light = colourMap(name).map(luminance);
  expect(Math.max(...light) - Math.min(...light)).toBeGreaterThan(reach);
});

it('shows a difference as far on one side as on the other', () => {
  const words = divergingMap(false, 100);
  const light = Array.from(words, (word) => luminance([word & 255, (word >> 8) & 255, (word >> 16) & 255]));
  expect(words).toHaveLength(201);
  expect(light.indexOf(Math.max(...light))).toBe(100);
  for (const step of [20, 60, 100]) expect(Math.abs(light[100 - step]! - light[100 + step]!)).toBeLessThan(0.03);
});

it('has levels that can be read back', () => {
  expect(colourMap('levels', 256)[200]).toEqual([200, 200, 200]);
});

it('packs red, green, blue in the byte order of image data', () => {
  const [first] = colourMap('magma');
  expect([...new Uint8Array(packedColourMap('magma').buffer, 0, 4)]).toEqual([...first!, 255]);
});
