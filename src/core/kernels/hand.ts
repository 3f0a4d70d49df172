import { AppError } from '../base/errors.ts';
import type { HandAnswer, HandAsk } from './crew.ts';
import type { Perform } from './staged.ts';

/** What a thread of a crew answers. */
export function answerAsk({ ask }: HandAsk, perform: Perform): { message: HandAnswer; transfer: ArrayBuffer[] } {
  try {
    const answer = perform(ask) as Float64Array<ArrayBuffer>;
    return { message: { type: 'answer', answer }, transfer: [answer.buffer] };
  } catch (failure) {
    return { message: { type: 'failed', error: AppError.from(failure).toJSON() }, transfer: [] };
  }
}
