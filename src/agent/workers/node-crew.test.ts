import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../core/kernels/load.ts';
import { runStages } from '../../core/kernels/run-stages.ts';
import { complete } from '../../core/kernels/sliced.ts';
import { sourceOf } from '../../core/kernels/world-source.ts';
import { voiceClip } from '../../testing/signals.ts';
import { findInstallation } from '../host/installation.ts';
import { createNodeCrew } from './node-crew.ts';

const { wasmPath, handPath } = findInstallation();
const binary = new WebAssembly.Module(await readFile(wasmPath));
const { world } = loadKernels(binary);

describe('threads that help', () => {
  it.each([1, 2])('are %i, and give what one thread gives', async (size) => {
    const { channels, sampleRate } = voiceClip({ seconds: 0.5 });
    const x = channels[0]!;
    const expected = complete(world.analyze(x, sampleRate));
    const crew = createNodeCrew({ kernels: binary, handPath, size });
    const member = crew.join('batch');
    const breathe = async (): Promise<void> => void (await setImmediate());
    const run = { perform: world.perform, member, breathe, onProgress: () => undefined };
    try {
      // Threads come when there is work, and take a while to: until all are there it is begun again.
      do {
        const analysis = await runStages(world.stages.analyze(sourceOf(x, sampleRate), {}, 1 + size), run);
        expect(analysis).toEqual(expected);
      } while (crew.ready < size);
    } finally {
      crew.close();
    }
    expect(crew.ready).toBe(0);
  });

  it('that do not come leave the work to who asked', async () => {
    const { channels, sampleRate } = voiceClip({ seconds: 0.3 });
    const x = channels[0]!;
    const crew = createNodeCrew({ kernels: binary, handPath: `${handPath}.missing`, size: 1 });
    const breathe = async (): Promise<void> => void (await setImmediate());
    const run = { perform: world.perform, member: crew.join('batch'), breathe, onProgress: () => undefined };
    const analysis = await runStages(world.stages.analyze(sourceOf(x, sampleRate), {}, 2), run);
    expect(analysis).toEqual(complete(world.analyze(x, sampleRate)));
    crew.close();
  });
});
