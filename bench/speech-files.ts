import type { FixtureReader } from '../src/testing/fixture.ts';
import { s16Wav } from '../src/testing/s16-wav.ts';
import { speech } from './chain.ts';

/** Speech as WAV files, each different from the others in its first samples, so that no cache knows two of them. */
export async function speechFiles(read: FixtureReader, duration: number, count: number): Promise<Uint8Array[]> {
  const x = await speech(read, duration);
  return Array.from({ length: count }, (_, index) => {
    const channel = x.slice();
    for (let bit = 0; bit < 16; bit++) channel[bit] = (index >> bit) & 1 ? 1e-3 : 0;
    return s16Wav({ sampleRate: 44_100, channels: [channel] });
  });
}
