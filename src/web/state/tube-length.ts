import type { EngineClient, F0Track, LoadedSound } from '../services/engine-client.ts';

/** Of sound in warm, moist air, m/s. */
const SPEED = 350;
const COUNT = 4;
/** Praat's settings for an adult's four formants and one to spare. */
const SETTINGS = { ceiling: 5500, count: 5, windowLength: 0.025, emphasisFrom: 50, step: 0.00625 };
const ROW = 2 * SETTINGS.count;
const TOGETHER = 512;
/** s of the sound that are looked at. */
const MOST = 60;
/** Frames so much below the loudest one are left out. */
const RANGE_DB = 20;
const INTENSITY_FLOOR = 75;

/**
 * Length of a uniform tube, closed at one end, whose resonances (2k - 1) c / 4L are nearest to F1..F4 by least squares.
 * @returns cm; undefined without four formants
 */
export function tubeLength(formants: readonly number[]): number | undefined {
  const known = formants.slice(0, COUNT).filter((frequency) => frequency > 0);
  if (known.length < COUNT) return undefined;
  let products = 0;
  let squares = 0;
  for (const [index, frequency] of known.entries()) {
    const odd = 2 * index + 1;
    products += odd * frequency;
    squares += odd * odd;
  }
  return (100 * SPEED * squares) / (4 * products);
}

/**
 * The talker's vocal-tract length, roughly: the median over loud voiced frames of the first minute. For the eye only.
 * @returns cm; undefined where no frame is voiced and has four formants
 */
export async function estimateTract(
  engine: Pick<EngineClient, 'formants' | 'intensity'>,
  sound: LoadedSound,
  f0: F0Track,
): Promise<number | undefined> {
  const { id } = sound;
  const level = await engine.intensity(id, 0, INTENSITY_FLOOR);
  const count = Math.floor(Math.min(sound.duration, MOST) / SETTINGS.step);
  const loudest = level.levelDb.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const lengths: number[] = [];
  for (let start = 0; start < count; start += TOGETHER) {
    const frames = Math.min(TOGETHER, count - start);
    const rows = await engine.formants(id, 0, { ...SETTINGS, start, frames });
    for (let frame = 0; frame < frames; frame++) {
      const time = (start + frame) * SETTINGS.step;
      const isVoiced = (f0.f0[Math.round((1000 * time) / f0.framePeriodMs)] ?? 0) > 0;
      const heard = level.levelDb[Math.round(time / level.step)] ?? Number.NEGATIVE_INFINITY;
      if (!isVoiced || heard < loudest - RANGE_DB) continue;
      const row = rows.subarray(frame * ROW, (frame + 1) * ROW);
      const length = tubeLength([...row].filter((_, index) => index % 2 === 0));
      if (length !== undefined) lengths.push(length);
    }
  }
  lengths.sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)];
}
