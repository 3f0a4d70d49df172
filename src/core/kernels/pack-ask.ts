import { isShared } from './shared-rows.ts';
import { isWorthKeeping, type Spares } from './spares.ts';
import { answerLength, type WorldAsk } from './world-asks.ts';

/** Where an answer is to be written: of its length, and either shared or given away with the ask. */
export type Room = Float64Array;

/** An ask as it is given away. */
export interface PackedAsk {
  readonly ask: WorldAsk;
  readonly room: Room | undefined;
  readonly transfer: readonly ArrayBuffer[];
}

/**
 * A copy of an ask to be given away, since what it is made of is a view on arrays that others need; what all threads see goes
 * as it is.
 * @param into where the answer goes in the end
 */
export function packAsk(ask: WorldAsk, into: Float64Array | undefined, spares: Spares): PackedAsk {
  const transfer: ArrayBuffer[] = [];
  const pack = (value: unknown): unknown => {
    if (value instanceof Float64Array) {
      if (isShared(value)) return value;
      const own = spares.take(value.length);
      own.set(value);
      transfer.push(own.buffer);
      return own;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pack(part)]));
  };
  const packed = pack(ask) as WorldAsk;
  if (into !== undefined && isShared(into)) return { ask: packed, room: into, transfer };
  const length = answerLength(ask);
  if (length === undefined) return { ask: packed, room: undefined, transfer };
  const room = spares.take(length);
  return { ask: packed, room, transfer: [...transfer, room.buffer] };
}

/** What a packed ask came in, once it is answered: buffers to be used again. */
export function sparesOf(ask: WorldAsk): ArrayBuffer[] {
  const found: ArrayBuffer[] = [];
  const look = (value: unknown): void => {
    if (value instanceof Float64Array) {
      if (!isShared(value)) found.push(value.buffer as ArrayBuffer);
    } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) look(part);
  };
  look(ask);
  return found.filter(isWorthKeeping);
}
