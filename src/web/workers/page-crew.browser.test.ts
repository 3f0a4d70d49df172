import { expect, test } from 'vitest';
import { loadKernels } from '../../core/kernels/load.ts';
import { runStages } from '../../core/kernels/run-stages.ts';
import { complete } from '../../core/kernels/sliced.ts';
import { sourceOf } from '../../core/kernels/world-source.ts';
import { readFixture } from '../../testing/fixture.ts';
import { voiceClip } from '../../testing/signals.ts';
import { createPageCrew } from './page-crew.ts';

test('threads of the page make the analysis that one thread makes', async () => {
  const engine = await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm'));
  const { world } = loadKernels(engine);
  const { channels, sampleRate } = voiceClip({ seconds: 0.5 });
  const x = channels[0]!;
  const crew = createPageCrew(engine, 2);
  const member = crew.join('interactive');
  const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const run = { perform: world.perform, member, breathe, onProgress: () => undefined };
  try {
    // Threads come when there is work, and take a while to: until both are there it is begun again.
    for (let all = 0; all < 2; all = crew.ready) {
      const analysis = await runStages(world.stages.analyze(sourceOf(x, sampleRate), {}, 3), run);
      expect(analysis).toEqual(complete(world.analyze(x, sampleRate)));
    }
    expect(crew.ready).toBe(2);
    const shared = await runStages(world.stages.analyze(sourceOf(x, sampleRate), {}, 3), run);
    expect(shared).toEqual(complete(world.analyze(x, sampleRate)));
  } finally {
    crew.close();
  }
  expect(crew.ready).toBe(0);
});
