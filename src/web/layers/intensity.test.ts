import { expect, test } from 'vitest';
import { fakeEngine, settle } from '../../testing/fake-web.ts';
import { FIRST_DISPLAY } from '../state/display.ts';
import { createPictures } from '../state/pictures.ts';
import { intensity } from './intensity.ts';
import type { Scene } from './layer.ts';
import { printedAll } from './values.ts';

test('calls digital silence by the name that it has everywhere', async () => {
  const engine = fakeEngine();
  Object.assign(engine, { intensity: async () => ({ step: 0.5, levelDb: Float64Array.of(-200, -20.25) }) });
  const pictures = createPictures(engine);
  const shape = { sampleRate: 8000, channelCount: 1, frames: 8000, duration: 1 };
  const sound = { id: 'a', ...shape, clip: undefined, levels: { peakDbfs: 0, rmsDbfs: -20 }, f0: undefined };
  const scene: Scene = {
    ...{ name: 'pane', side: 'source', sound, source: sound, channel: 0, vocoder: undefined, analysis: {} },
    ...{ f0Growth: { below: 0, above: 0 }, share: { start: 0, end: 1 }, pictures, engine },
    options: { range: 8000, window: 'wide', display: FIRST_DISPLAY },
    keep: (_, make) => make(),
  };
  intensity.look(scene);
  await settle();
  const layer = intensity.look(scene);
  const texts = [0, 1].flatMap((share) => printedAll(layer.columns, layer.read({ share, frequency: 1000 })));
  expect(texts[0]).toMatch(/−∞/);
  expect(texts[1]).toMatch(/−20\.[23]/);
});
