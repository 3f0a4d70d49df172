import { AppError } from '../base/errors.ts';
import type { HandAnswer, HandAsk } from './crew.ts';
import type { Perform } from './staged.ts';
import type { WorldAsk } from './world-asks.ts';

/** What a thread of a crew answers. */
export function answerAsk({ ask }: HandAsk, perform: Perform): { message: HandAnswer; transfer: ArrayBuffer[] } {
  try {
    const answer = perform(ask) as Float64Array<ArrayBuffer>;
    return { message: { type: 'answer', answer }, transfer: [answer.buffer] };
  } catch (failure) {
    return { message: { type: 'failed', error: AppError.from(failure).toJSON() }, transfer: [] };
  }
}

/** A copy of an ask to be given away, since what it is made of is a view on arrays that others need. */
export function packAsk(ask: WorldAsk): { readonly ask: WorldAsk; readonly transfer: readonly ArrayBuffer[] } {
  const transfer: ArrayBuffer[] = [];
  const pack = (value: unknown): unknown => {
    if (value instanceof Float64Array) {
      const own = value.slice();
      transfer.push(own.buffer);
      return own;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pack(part)]));
  };
  return { ask: pack(ask) as WorldAsk, transfer };
}
