import { expect, it } from 'vitest';
import { clipOf, createFakeHost } from '../../testing/fake-host.ts';
import { gain, registryOf } from '../../testing/fake-modules.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { parseQuery } from '../query/parse.ts';
import { createEngine } from './create-engine.ts';

it('says what each step gives, of one that is found in the cache, too', async () => {
  const registry = registryOf(gain);
  const engine = createEngine(createFakeHost(await kernelsForTest(), { a: clipOf([0.1, 0.2, 0.3]) }), registry);
  const parsed = parseQuery(
    {
      file: 'a',
      stack: [
        { module: 'gain', factor: 2 },
        { module: 'gain', invert: true },
      ],
    },
    registry,
  );
  if (!parsed.ok) throw parsed.error;
  const computed = await engine.run(parsed.value.query);
  const rms = (...x: number[]) => expect.closeTo(Math.sqrt(x.reduce((sum, one) => sum + one * one, 0) / x.length), 12);
  const shape = { sampleRate: 1000, channels: 1, frames: 3 };
  expect(computed.steps.map(({ output }) => output)).toEqual([
    { ...shape, levels: { peak: 0.6, rms: rms(0.2, 0.4, 0.6) } },
    { ...shape, levels: { peak: 0.6, rms: rms(0.2, 0.4, 0.6) } },
  ]);
  const found = await engine.run(parsed.value.query);
  expect(found.steps.map(({ cached }) => cached)).toEqual([true, true]);
  expect(found.steps.map(({ output }) => output)).toEqual(computed.steps.map(({ output }) => output));
});

it('finds a sound again whose squares are beyond the largest number', async () => {
  const registry = registryOf(gain);
  const engine = createEngine(createFakeHost(await kernelsForTest(), { a: clipOf([1e200, 0]) }), registry);
  const parsed = parseQuery({ file: 'a', stack: [{ module: 'gain', invert: true }] }, registry);
  if (!parsed.ok) throw parsed.error;
  await engine.run(parsed.value.query);
  const [step] = (await engine.run(parsed.value.query)).steps;
  expect(step).toMatchObject({ cached: true, output: { levels: { peak: 1e200, rms: Number.POSITIVE_INFINITY } } });
});
