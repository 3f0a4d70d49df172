import { expect, it } from 'vitest';
import { colourMap, luminance, MAP_NAMES, MAP_SIZE, packedColourMap } from './colour-map.ts';

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

it('packs red, green, blue in the byte order of image data', () => {
  const [first] = colourMap('magma');
  expect([...new Uint8Array(packedColourMap('magma').buffer, 0, 4)]).toEqual([...first!, 255]);
});
