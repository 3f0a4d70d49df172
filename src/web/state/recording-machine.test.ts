import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextRecording, type RecordingEffect, type RecordingEvent, type RecordingPhase } from './recording-machine.ts';
import { isTaking } from './recording-state.ts';

const HAND: readonly RecordingEvent[] = ['check', 'record', 'stop', 'close', 'change'];

/** A microphone and a file as the browser has them: each answers what was asked of it, in its own time. */
class World {
  phase: RecordingPhase = { phase: 'closed' };
  microphone: 'closed' | 'opening' | 'open' = 'closed';
  take: 'none' | 'beginning' | 'running' | 'finishing' = 'none';
  begun = 0;
  finished = 0;

  happens(event: RecordingEvent): void {
    const { now, effects } = nextRecording(this.phase, event);
    this.phase = now;
    for (const effect of effects) this.does(effect);
  }

  does(effect: RecordingEffect): void {
    if (effect === 'open') {
      expect(this.take).toBe('none');
      expect(this.microphone).not.toBe('opening');
      this.microphone = 'opening';
    } else if (effect === 'begin') {
      expect([this.microphone, this.take]).toEqual(['open', 'none']);
      this.take = 'beginning';
    } else if (effect === 'close') {
      expect(this.take).toBe('none');
      this.microphone = 'closed';
    } else {
      expect(this.take).toBe('running');
      this.take = 'finishing';
    }
  }

  /** What was asked for is answered. */
  answers(well: boolean): void {
    if (this.microphone === 'opening') {
      this.microphone = well ? 'open' : 'closed';
      this.happens(well ? 'opened' : 'refused');
    } else if (this.take === 'beginning') {
      this.take = well ? 'running' : 'none';
      if (well) this.begun++;
      this.happens(well ? 'begun' : 'not-begun');
    } else if (this.take === 'finishing') {
      this.take = 'none';
      this.finished++;
      this.happens('ended');
    }
  }
}

const moves = fc.array(
  fc.oneof(
    fc.constantFrom(...HAND).map((event) => (world: World) => world.happens(event)),
    fc.boolean().map((well) => (world: World) => world.answers(well)),
    fc.constant((world: World) => (world.microphone === 'open' ? world.happens('gone') : undefined)),
    fc.constant((world: World) => (world.take === 'running' ? world.happens('full') : undefined)),
    fc.constant((world: World) => (world.microphone === 'open' ? world.happens('failed') : undefined)),
    fc.constant((world: World) => world.happens('moved')),
  ),
  { maxLength: 40 },
);

test('whatever the hand, the device and the disk do, every take that began is finished once, and nothing is left open', () => {
  fc.assert(
    fc.property(moves, (steps) => {
      const world = new World();
      for (const step of steps) {
        step(world);
        expect(isTaking(world.phase)).toBe(world.take !== 'none');
      }
      world.happens('close');
      for (let left = 0; left < 4; left++) world.answers(true);
      expect([world.phase, world.microphone, world.take]).toEqual([{ phase: 'closed' }, 'closed', 'none']);
      expect(world.finished).toBe(world.begun);
    }),
    { numRuns: 1000 },
  );
});

const run = (...events: RecordingEvent[]) => {
  let now: RecordingPhase = { phase: 'closed' };
  const effects: RecordingEffect[] = [];
  for (const event of events) {
    const step = nextRecording(now, event);
    now = step.now;
    effects.push(...step.effects);
  }
  return { now, effects };
};

test('one press of Record opens the microphone and begins the take', () => {
  const { now, effects } = run('record', 'opened', 'begun');
  expect([now, effects]).toEqual([{ phase: 'recording' }, ['open', 'begin']]);
});

test('a device that goes away in the middle ends the take as that, and nothing stays open', () => {
  const { now, effects } = run('record', 'opened', 'begun', 'gone', 'stop', 'ended');
  expect([now, effects]).toEqual([{ phase: 'closed' }, ['open', 'begin', { finish: 'device' }, 'close']]);
});

test('after a stop the microphone stays open for the next take', () => {
  const { now, effects } = run('check', 'opened', 'record', 'begun', 'stop', 'ended', 'record');
  expect([now, effects]).toEqual([{ phase: 'beginning' }, ['open', 'begin', { finish: 'stopped' }, 'begin']]);
});

test('a stop that comes before the file is there ends the take at once when it is', () => {
  const { now, effects } = run('check', 'opened', 'record', 'stop', 'begun');
  expect([now, effects]).toEqual([{ phase: 'ending', next: 'open' }, ['open', 'begin', { finish: 'stopped' }]]);
});
