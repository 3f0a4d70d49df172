import { expect, test } from 'vitest';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { playersOfTests, until } from '../../testing/players.ts';
import { levelsOfHeard, RMS_S, toDbfs } from '../components/heard-levels.ts';
import { copyInPieces, newAudioBuffer } from './audio-output.ts';
import { planRun } from './playback-clock.ts';
import { startVoice } from './playback-voice.ts';
import type { Player } from './player.ts';
import { createPlayer } from './web-audio-player.ts';

const RATE = 44100;

/** A ramp: each sample says which one it is. */
function ramp(seconds: number, scale = 1): Clip {
  const samples = new Float64Array(Math.round(seconds * RATE)).map((_, index, all) => (scale * index) / all.length);
  return { sampleRate: RATE, channels: [samples] };
}

function constant(seconds: number, value: number): Clip {
  return { sampleRate: RATE, channels: [new Float64Array(Math.round(seconds * RATE)).fill(value)] };
}

function toAudioBuffer(clip: Clip, frames: number): AudioBuffer {
  const buffer = newAudioBuffer(clip, frames);
  for (const _ of copyInPieces(clip, buffer));
  return buffer;
}

const newPlayer = playersOfTests();

/** Largest |x| that was heard in the last 50 ms. */
function peakOf(player: Player): number {
  const { channels, trim } = player.heard(0.05);
  return trim * Math.max(0, ...channels.flatMap((samples) => Array.from(samples, Math.abs)));
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function offline(clip: Clip, seconds: number, plan: { range?: { start: number; end: number }; loop?: boolean }) {
  const context = new OfflineAudioContext(1, Math.round(seconds * RATE), RATE);
  const frames = clip.channels[0]!.length;
  const run = planRun({ sampleRate: RATE, frames }, frames / RATE, {
    when: 0.01,
    position: plan.range?.start ?? 0,
    range: plan.range,
    loop: plan.loop ?? false,
  });
  const voice = startVoice(context, {
    run,
    buffer: toAudioBuffer(clip, frames),
    fadeIn: 0.005,
    trim: 1,
    side: 'source',
    onEnded: () => {},
  });
  return { voice, render: async () => (await context.startRendering()).getChannelData(0) };
}

test('a voice begins at its sample of the clock, ramps up in 5 ms, ends in a ramp', async () => {
  const { render } = await offline(constant(0.1, 0.5), 0.2, {});
  const out = await render();
  const at = (seconds: number) => out[Math.round(seconds * RATE)] ?? NaN;
  expect(out.subarray(0, 441).every((sample) => sample === 0)).toBe(true);
  expect(at(0.0125)).toBeCloseTo(0.25, 2);
  expect([at(0.016), at(0.06), at(0.104)]).toEqual([0.5, 0.5, 0.5]);
  expect(at(0.1075)).toBeCloseTo(0.25, 2);
  expect(out.subarray(Math.ceil(0.11 * RATE) + 1).every((sample) => sample === 0)).toBe(true);
});

test('a loop over a range sounds its samples again and again, exactly', async () => {
  const clip = ramp(0.1);
  const samples = clip.channels[0]!;
  const { render } = await offline(clip, 0.2, { range: { start: 0.02, end: 0.05 }, loop: true });
  const out = await render();
  const [start, length] = [882, 1323];
  let compared = 0;
  for (let index = Math.round(0.016 * RATE); index < out.length; index++) {
    const expected = Math.fround(samples[start + ((index - 441) % length)]!);
    if (Math.abs((out[index] ?? NaN) - expected) > 1e-6) throw new Error(`sample ${index}: ${out[index]}, ${expected}`);
    compared++;
  }
  expect(compared).toBeGreaterThan(8000);
});

test('two voices of the same samples crossfade without a dip', async () => {
  const context = new OfflineAudioContext(1, RATE / 10, RATE);
  const clip = constant(0.2, 0.5);
  const frames = clip.channels[0]!.length;
  const buffer = toAudioBuffer(clip, frames);
  const run = (when: number) =>
    planRun({ sampleRate: RATE, frames }, 0.2, { when, position: 0, range: undefined, loop: false });
  const first = startVoice(context, {
    run: run(0),
    buffer,
    fadeIn: 0.005,
    trim: 1,
    side: 'source',
    onEnded: () => {},
  });
  startVoice(context, {
    run: run((441 * 4) / RATE),
    buffer,
    fadeIn: 0.008,
    trim: 1,
    side: 'source',
    onEnded: () => {},
  });
  first.fadeOut((441 * 4) / RATE, 0.008);
  const out = (await context.startRendering()).getChannelData(0);
  const after = out.subarray(Math.round(0.006 * RATE));
  expect(Math.min(...after)).toBeGreaterThan(0.499);
  expect(Math.max(...after)).toBeLessThan(0.501);
});

test('the position runs with the audio clock, and a stop returns to where it began', async () => {
  const player = newPlayer();
  player.setClip('source', constant(5, 0.1));
  expect(player.state()).toEqual({ playing: false, side: 'source', loop: false, duration: 5, gaps: 0 });
  await player.play(1);
  expect(player.state().playing).toBe(true);
  await until(() => player.position() > 1.2);
  const positions = [player.position()];
  for (let i = 0; i < 10; i++) {
    await frame();
    positions.push(player.position());
  }
  expect([...positions].sort((a, b) => a - b)).toEqual(positions);
  expect(positions.at(-1)).toBeLessThan(4.9);
  player.stop();
  expect(player.state().playing).toBe(false);
  expect(player.position()).toBe(1);
});

test('switching sides while playing goes on at the same place', async () => {
  const player = newPlayer();
  player.setClip('source', constant(6, 0.25));
  player.setClip('result', constant(6, 0.75));
  await player.play(0);
  await until(() => player.position() > 0.2 && peakOf(player) > 0);
  expect(peakOf(player)).toBeCloseTo(0.25, 6);
  for (const side of ['result', 'source', 'result'] as const) {
    const before = player.position();
    player.setSide(side);
    const after = player.position();
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThan(0.1);
    await until(() => player.position() > after + 0.15);
    expect(peakOf(player)).toBeCloseTo(side === 'source' ? 0.25 : 0.75, 6);
  }
});

test('a result of another length is heard at the same place of the sentence', async () => {
  const player = newPlayer();
  player.setClip('source', ramp(4));
  player.setClip('result', ramp(8, 0.5));
  await player.play(2);
  await until(() => player.position() > 2.1);
  player.setSide('result');
  const switched = player.position();
  await until(() => player.position() > switched + 0.1);
  // The ramp's own value tells the place: position / duration, at half the height on this side.
  const place = player.position();
  expect(peakOf(player)).toBeGreaterThan((0.5 * (place - 0.03)) / 4);
  expect(peakOf(player)).toBeLessThan((0.5 * (place + 0.03)) / 4);
  expect(player.state().duration).toBe(4);
});

test('a sound in the place of a side is heard as it, at the same second where it keeps its own time', async () => {
  const player = newPlayer();
  player.setClip('source', constant(4, 0.25));
  player.setClip('result', constant(4, 0.75));
  player.setOther('result', ramp(8, 1), false);
  expect(player.state().duration).toBe(4);
  await player.play(1);
  await until(() => player.position() > 1.1);
  player.setSide('result');
  const switched = player.position();
  await until(() => player.position() > switched + 0.1);
  const place = player.position();
  // A ramp of 8 s: on the axis of 4 s it would be twice as far.
  expect(peakOf(player)).toBeGreaterThan((place - 0.03) / 8);
  expect(peakOf(player)).toBeLessThan((place + 0.03) / 8);
  player.setOther('result', constant(8, 0.5), true);
  const taken = player.position();
  await until(() => player.position() > taken + 0.15);
  expect(peakOf(player)).toBeCloseTo(0.5, 6);
  player.setOther('result', undefined, true);
  const back = player.position();
  expect(back).toBeGreaterThan(taken);
  await until(() => player.position() > back + 0.15);
  expect(peakOf(player)).toBeCloseTo(0.75, 6);
});

test('a sound in the place of a side is silent where it is over, and the other side goes on', async () => {
  const player = newPlayer();
  player.setClip('source', constant(5, 0.25));
  player.setClip('result', constant(5, 0.75));
  player.setOther('result', constant(1, 0.5), false);
  player.setSide('result');
  await player.play(0.8);
  await until(() => player.position() > 0.9 && peakOf(player) > 0);
  expect(peakOf(player)).toBeCloseTo(0.5, 6);
  await until(() => player.position() > 1.2);
  expect(peakOf(player)).toBe(0);
  expect(player.state().playing).toBe(true);
  player.setSide('source');
  const switched = player.position();
  expect(switched).toBeGreaterThan(1.2);
  await until(() => player.position() > switched + 0.15);
  expect(peakOf(player)).toBeCloseTo(0.25, 6);
});

test('a new result while playing takes over at the same place', async () => {
  const player = newPlayer();
  player.setClip('source', constant(6, 0.25));
  player.setSide('result');
  await player.play(0.5);
  await until(() => player.position() > 0.7 && peakOf(player) > 0);
  expect(player.state().side).toBe('result');
  expect(peakOf(player)).toBeCloseTo(0.25, 6);
  player.setClip('result', constant(6, 0.5));
  const swapped = player.position();
  expect(swapped).toBeGreaterThan(0.7);
  await until(() => player.position() > swapped + 0.15);
  expect(peakOf(player)).toBeCloseTo(0.5, 6);
});

test('a side that is turned down is so from where it plays on, in the meter and not in the file', async () => {
  const player = newPlayer();
  player.setClip('source', constant(6, 0.5));
  player.setClip('result', constant(6, 0.5));
  player.setTrim('result', 0.5);
  await player.play(0);
  await until(() => player.position() > 0.1 && peakOf(player) > 0);
  expect(peakOf(player)).toBeCloseTo(0.5, 6);
  player.setTrim('source', 0.25);
  const turned = player.position();
  await until(() => player.position() > turned + 0.15);
  expect(peakOf(player)).toBeCloseTo(0.125, 6);
  expect(player.heard(0.05).channels[0]![0]).toBe(0.5);
  player.setSide('result');
  await until(() => player.position() > turned + 0.4);
  expect(peakOf(player)).toBeCloseTo(0.25, 6);
});

test('what is heard says whose sound it is: the other side only once that one is heard', async () => {
  const player = newPlayer();
  player.setClip('source', constant(6, 0.5));
  player.setClip('result', constant(6, 0.25));
  await player.play(0);
  await until(() => player.position() > 0.1);
  player.setSide('result');
  const seen = new Set<string>();
  await until(() => {
    const { side, channels } = player.heard(0.001);
    if (channels[0]?.length) seen.add(`${side} ${channels[0].at(-1)}`);
    return side === 'result';
  });
  expect([...seen]).toEqual(['source 0.5', 'result 0.25']);
});

test('the last 300 ms of a full-scale sine read -3.0 dB', async () => {
  const player = newPlayer();
  const sine = constant(3, 0);
  sine.channels[0]!.forEach((_, index, all) => {
    all[index] = Math.sin((2 * Math.PI * 997 * index) / RATE);
  });
  player.setClip('source', sine);
  await player.play(0);
  await until(() => player.position() > 0.4);
  const [level] = levelsOfHeard(player.heard(RMS_S));
  expect(Math.abs(toDbfs(level!.rms) + 3.01)).toBeLessThan(0.1);
});

test('what lies before a start or a seek was not heard, and each is a stretch of its own', async () => {
  const player = newPlayer();
  const sound = constant(6, 0.25);
  sound.channels[0]!.fill(1, 0, 4 * RATE);
  player.setClip('source', sound);
  await player.play(4);
  await until(() => player.heard(5).channels.length > 0);
  const started = player.heard(5);
  expect(started.channels[0]!.length).toBeLessThanOrEqual(started.end - 4 * RATE);
  await until(() => player.position() > 4.05);
  const [level] = levelsOfHeard(player.heard(RMS_S));
  expect(level!.rms).toBeCloseTo(0.25, 6);
  player.seek(5);
  await until(() => player.position() >= 5);
  await until(() => player.position() > 5.02);
  const sought = player.heard(5);
  expect(sought.channels[0]!.length).toBeLessThanOrEqual(sought.end - 5 * RATE);
  expect(sought.run).not.toBe(started.run);
  player.stop();
  await player.play(4);
  await until(() => player.heard(5).channels.length > 0);
  expect(player.heard(5).run).not.toBe(started.run);
});

test('the end of a sound is a stop that is announced', async () => {
  const player = newPlayer();
  player.setClip('source', constant(0.3, 0.5));
  const heard: boolean[] = [];
  const unsubscribe = player.subscribe((state) => heard.push(state.playing));
  await player.play();
  await until(() => !player.state().playing);
  expect(heard).toEqual([true, false]);
  unsubscribe();
  await player.play();
  expect(heard).toEqual([true, false]);
});

test('a loop over a range stays inside it', async () => {
  const player = newPlayer();
  player.setClip('source', constant(3, 0.5));
  player.setRange({ start: 1, end: 1.2 });
  player.setLoop(true);
  await player.play();
  let wraps = 0;
  let last = player.position();
  while (wraps < 3) {
    await frame();
    const now = player.position();
    expect(now).toBeGreaterThanOrEqual(1);
    expect(now).toBeLessThanOrEqual(1.2);
    if (now < last) wraps++;
    last = now;
  }
  player.setLoop(false);
  await until(() => !player.state().playing);
});

test('a stop while the device opens means no sound', async () => {
  const player = newPlayer();
  player.setClip('source', constant(3, 0.5));
  const starting = player.play();
  player.stop();
  await starting;
  expect(player.state().playing).toBe(false);
});

test('minutes of sound arrive in pieces, and a start waits for the last of them', async () => {
  const player = newPlayer();
  const long = constant(120, 0.5);
  long.channels[0]!.fill(0.25, long.channels[0]!.length - RATE);
  player.setClip('source', long);
  expect(player.state().duration).toBe(0);
  await player.play(119.5);
  expect(player.state().duration).toBe(120);
  await until(() => player.position() > 119.6 && peakOf(player) > 0);
  expect(peakOf(player)).toBeCloseTo(0.25, 6);
});

test('a long sound that is replaced while it arrives never sounds', async () => {
  const player = newPlayer();
  player.setClip('source', constant(120, 0.5));
  player.setClip('source', constant(2, 0.25));
  await player.play();
  expect(player.state().duration).toBe(2);
});

test('nothing to play is a typed error', async () => {
  const error = await newPlayer()
    .play()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'source-not-found' });
});

test('a browser without a way to play says so', async () => {
  const player = createPlayer(undefined, () => {
    throw new AppError('device-unavailable', 'no Web Audio');
  });
  player.setClip('source', constant(1, 0.5));
  await expect(player.play()).rejects.toMatchObject({ code: 'device-unavailable' });
  expect(player.state().playing).toBe(false);
});

test('a rate that no browser plays is a typed error, and the old sound stays', () => {
  const player = newPlayer();
  player.setClip('source', constant(1, 0.5));
  const odd = { sampleRate: 12, channels: [new Float64Array(12)] };
  expect(() => player.setClip('source', odd)).toThrow(AppError);
  expect(player.state().duration).toBe(1);
});
