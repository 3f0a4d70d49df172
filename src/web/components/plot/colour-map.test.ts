import { expect, it } from 'vitest';
import { colourMap, luminance, MAP_SIZE, packedColourMap } from './colour-map.ts';

it.each([
  ['paper', -1],
  ['ember', 1],
] as const)('%s changes lightness strictly in one direction', (name, direction) => {
  const light = colourMap(name).map(luminance);
  expect(light).toHaveLength(MAP_SIZE);
  for (let index = 1; index < MAP_SIZE; index++) {
    expect((light[index]! - light[index - 1]!) * direction, `step ${index}`).toBeGreaterThan(0);
  }
});

it.each([
  ['paper', 0.8],
  ['ember', 0.75],
] as const)('%s uses most of the range between black and white', (name, reach) => {
  const light = colourMap(name).map(luminance);
  expect(Math.max(...light) - Math.min(...light)).toBeGreaterThan(reach);
});

it('packs red, green, blue in the byte order of image data', () => {
  const [first] = colourMap('ember');
  expect([...new Uint8Array(packedColourMap('ember').buffer, 0, 4)]).toEqual([...first!, 255]);
});
