import { expect, it } from 'vitest';
import type { MapSource, TileWish } from '../state/map-tile.ts';
import type { Pictures } from '../state/pictures.ts';
import { spectrogramSource } from './spectrogram-source.ts';
import { createSteadyMap } from './steady-map.ts';

const WHOLE = { start: 0, end: 1 };

function source(id: string, windowLength = 0.005): MapSource {
  return spectrogramSource({ id, sampleRate: 1000, frames: 2000 }, 0, {
    windowLength,
    maxFrequency: 500,
    preEmphasis: 6,
  });
}

function setUp() {
  const ready = new Set<string>();
  const gone = new Set<string>();
  let wanted: readonly TileWish[] = [];
  const pictures = {
    tile: (of: MapSource) => (ready.has(of.id) ? {} : undefined),
    want: (_pane: string, wishes: readonly TileWish[]) => {
      wanted = wishes;
    },
    isGone: (id: string) => gone.has(id),
    problem: () => undefined,
  } as unknown as Pictures;
  const steady = createSteadyMap('result-map');
  const show = (of: MapSource) => {
    const shown = steady(pictures, of, WHOLE, -40, 500)?.source.id;
    return { shown, wanted: wanted[0]?.source.id };
  };
  return { ready, gone, show };
}

it('keeps the last complete picture until the next one is complete', () => {
  const { ready, show } = setUp();
  const [a, b] = [source('a'), source('b')];
  ready.add('a');
  expect(show(a)).toEqual({ shown: 'a', wanted: 'a' });
  expect(show(b)).toEqual({ shown: 'a', wanted: 'b' });
  ready.add('b');
  expect(show(b)).toEqual({ shown: 'b', wanted: 'b' });
});

it('finishes a picture once begun before it begins a newer one', () => {
  const { ready, show } = setUp();
  const [a, b, c] = [source('a'), source('b'), source('c')];
  ready.add('a');
  show(a);
  show(b);
  expect(show(c)).toEqual({ shown: 'a', wanted: 'b' });
  ready.add('b');
  expect(show(c)).toEqual({ shown: 'b', wanted: 'c' });
});

it('does not wait for a picture that can never be complete', () => {
  const { ready, gone, show } = setUp();
  ready.add('a');
  show(source('a'));
  show(source('b'));
  gone.add('b');
  expect(show(source('c'))).toEqual({ shown: 'a', wanted: 'c' });
});

it('never shows a picture of other settings in place of the one asked for', () => {
  const { ready, show } = setUp();
  ready.add('a');
  show(source('a'));
  expect(show(source('b', 0.03)).shown).toBe('b');
});
