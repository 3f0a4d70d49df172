import { expect, test } from 'vitest';
import { SOUND_FORMATS } from '../../core/codecs/codec.ts';
import { CODECS } from '../../core/codecs/registry.ts';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { noiseClip } from '../../testing/signals.ts';
import { usualOutput } from '../forms/output-choices.ts';
import { writeFile } from './write-file.ts';

const tools = { kernels: await kernelsForTest(), libraries: librariesForTest() };

test.each(SOUND_FORMATS)('of %s it is known how far it is, from the first block to the last', async (format) => {
  const clip = noiseClip(600_000, 44100);
  const fractions: number[] = [];
  const onFraction = (fraction: number) => fractions.push(fraction);
  const job = {
    clip,
    mediaType: 'a/b',
    signal: new AbortController().signal,
    breathe: async () => undefined,
    onFraction,
  };
  const file = await writeFile(job, tools, (counting) => CODECS[format].encode(clip, usualOutput(format), counting));
  expect([file.type, file.size > 100_000]).toEqual(['a/b', true]);
  expect(fractions.at(-1)).toBe(1);
  expect(fractions.some((fraction) => fraction > 0.3 && fraction < 0.6)).toBe(true);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
});
