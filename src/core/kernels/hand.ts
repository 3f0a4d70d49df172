import { AppError } from '../base/errors.ts';
import type { HandAnswer, HandAsk } from './crew.ts';
import type { Perform } from './staged.ts';
import { answerLength } from './world-asks.ts';

/** What a thread of a crew answers. What was asked is copied before the answer is written, which may be in its place. */
export function answerAsk({ ask, room }: HandAsk, perform: Perform): { message: HandAnswer; transfer: ArrayBuffer[] } {
  try {
    const length = answerLength(ask);
    const fits = length !== undefined && length * Float64Array.BYTES_PER_ELEMENT <= room.byteLength;
    const answer = perform(ask, fits ? new Float64Array(room, 0, length) : undefined) as Float64Array<ArrayBuffer>;
    return { message: { type: 'answer', answer, room }, transfer: fits ? [room] : [room, answer.buffer] };
  } catch (failure) {
    return { message: { type: 'failed', error: AppError.from(failure).toJSON() }, transfer: [] };
  }
}
