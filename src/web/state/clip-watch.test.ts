import { expect, it } from 'vitest';
import type { Heard } from '../services/player.ts';
import { createClipWatch } from './clip-watch.ts';
import { FIRST_MONITOR, type MonitorState } from './monitor.ts';
import type { OtherSide } from './side-choice.ts';

function otherOf(id: string): OtherSide {
  return { sound: { id } } as unknown as OtherSide;
}

it('latches what is heard, and not the end of a sound that another one took the place of', () => {
  let monitor: MonitorState = { ...FIRST_MONITOR, others: { result: otherOf('a') } };
  const changes: MonitorState[] = [];
  const watch = createClipWatch({
    getState: () => ({ monitor }),
    setState: (change) => {
      monitor = change({ monitor }).monitor;
      changes.push(monitor);
    },
  });
  const sound = [1, 1, 0, 1, 1, 0, 1, 1];
  const piece = (start: number, end: number, run: object): Heard => ({
    channels: [Float32Array.from(sound.slice(start, end))],
    end,
    sampleRate: 100,
    trim: 1,
    side: 'result',
    run,
  });
  const [first, second] = [{}, {}];
  watch([piece(0, 3, first), piece(3, 5, first)]);
  expect(monitor.clips).toEqual({ side: 'result', count: 2, first: 0 });
  expect(changes).toHaveLength(1);
  watch([piece(5, 6, first)]);
  expect(changes).toHaveLength(1);
  monitor = { ...monitor, others: {}, clips: undefined };
  watch([piece(6, 8, first)]);
  expect(monitor.clips).toBeUndefined();
  watch([piece(3, 5, second)]);
  expect(monitor.clips).toEqual({ side: 'result', count: 1, first: 0.03 });
});
