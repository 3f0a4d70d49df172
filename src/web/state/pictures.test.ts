import { expect, it } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { fakeEngine, settle } from '../../testing/fake-web.ts';
import { spectrogramSource } from '../layers/spectrogram-source.ts';
import { encodeLevels, TOP_CODE, tileCount } from './map-tile.ts';
import { createPictures } from './pictures.ts';

const HOW = { windowLength: 0.005, maxFrequency: 500, preEmphasis: 6 };
const SOURCE = spectrogramSource({ id: 'a', sampleRate: 1000, frames: 2000 }, 0, HOW);

function wish(index: number, source = SOURCE) {
  return { source, level: 1, index, reference: -40 };
}

it('fetches each tile once, the last one only as long as the sound', async () => {
  const engine = fakeEngine();
  const pictures = createPictures(engine);
  const all = Array.from({ length: tileCount(SOURCE, 1) }, (_, index) => wish(index));
  pictures.want('pane', all);
  pictures.want('other pane', all);
  for (let turn = 0; turn < all.length; turn++) await settle();
  expect(engine.asked).toEqual(['a 0 256 2', 'a 512 256 2', 'a 1024 256 2', 'a 1536 233 2']);
  expect(pictures.tile(SOURCE, 1, 3)?.columns).toBe(233);
});

it('drops wishes that a pane no longer has', async () => {
  const engine = fakeEngine();
  const pictures = createPictures(engine);
  pictures.want('pane', [wish(0), wish(1), wish(2), wish(3)]);
  pictures.want('pane', [wish(3)]);
  for (let turn = 0; turn < 4; turn++) await settle();
  expect(engine.asked).toEqual(['a 0 256 2', 'a 512 256 2', 'a 1536 233 2']);
});

it('announces what has arrived', async () => {
  const pictures = createPictures(fakeEngine());
  let count = 0;
  pictures.subscribe(() => count++);
  pictures.wantWaves('a', 0, 6, [0]);
  expect(pictures.wave('a', 0, 6, 0)).toBeUndefined();
  await settle();
  expect(count).toBe(1);
  expect(pictures.wave('a', 0, 6, 0)?.extremes).toHaveLength(64);
});

it('keeps a failure until asked to try again', async () => {
  const engine = fakeEngine();
  engine.pictureError = new AppError('memory-limit', 'Too much.');
  const pictures = createPictures(engine);
  pictures.want('pane', [wish(0)]);
  await settle();
  expect(pictures.problem('a')?.message).toBe('Too much.');
  engine.pictureError = undefined;
  pictures.retry('a');
  await settle();
  expect(pictures.problem('a')).toBeUndefined();
  expect(pictures.tile(SOURCE, 1, 0)?.bins).toBe(2);
});

it('says when the engine no longer has a sound, and does not call that a failure', async () => {
  const engine = fakeEngine();
  engine.pictureError = new AppError('source-not-found', 'Gone.');
  const pictures = createPictures(engine);
  pictures.want('pane', [wish(0)]);
  await settle();
  expect(pictures.isGone('a')).toBe(true);
  expect(pictures.problem('a')).toBeUndefined();
});

it('forgets the pictures of a released sound', async () => {
  const pictures = createPictures(fakeEngine());
  pictures.want('pane', [wish(0)]);
  await settle();
  pictures.release('a');
  expect(pictures.tile(SOURCE, 1, 0)).toBeUndefined();
});

it('stores levels in half decibels below the reference and clips what is far away', () => {
  const codes = encodeLevels(Float32Array.from([-40, -40.5, -75, -300, 20, Number.NEGATIVE_INFINITY]), -40);
  expect([...codes]).toEqual([TOP_CODE, TOP_CODE - 1, TOP_CODE - 70, 0, 255, 0]);
});

it('keeps no picture that arrives after its sound was released', async () => {
  const engine = fakeEngine();
  const pictures = createPictures(engine);
  pictures.wantWaves('a', 0, 6, [0]);
  pictures.release('a');
  await settle();
  expect(pictures.wave('a', 0, 6, 0)).toBeUndefined();
  pictures.wantWaves('a', 0, 6, [0]);
  expect(engine.asked).toEqual(['a peaks 64 0 2048', 'a peaks 64 0 2048']);
});

it('a sound that came back is not called gone for what was asked before', async () => {
  const engine = fakeEngine();
  const pictures = createPictures(engine);
  engine.pictureError = new AppError('source-not-found', 'No such sound.');
  pictures.want('pane', [wish(0)]);
  pictures.want('pane', []);
  engine.pictureError = undefined;
  pictures.release('a');
  pictures.want('pane', [wish(1)]);
  await settle();
  expect(pictures.isGone('a')).toBe(false);
  expect(pictures.tile(SOURCE, 1, 1)).toBeDefined();
});

it('draws a sound again that was removed and has come back', async () => {
  const engine = fakeEngine();
  const pictures = createPictures(engine);
  engine.pictureError = new AppError('source-not-found', 'No such sound.');
  pictures.want('pane', [wish(0)]);
  await settle();
  expect(pictures.isGone('a')).toBe(true);
  engine.pictureError = undefined;
  pictures.release('a');
  pictures.want('pane', [wish(0)]);
  await settle();
  expect(pictures.tile(SOURCE, 1, 0)).toBeDefined();
});
