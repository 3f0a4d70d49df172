import { AppError } from '../base/errors.ts';
import type { HandAnswer, HandAsk, HandMessage } from './crew.ts';
import { sparesOf } from './pack-ask.ts';
import type { Perform } from './staged.ts';
import { answerLength } from './world-asks.ts';

export interface HandOptions {
  readonly perform: Perform;
  readonly say: (message: HandAnswer, transfer: ArrayBuffer[]) => void;
  /** Calls back once the messages that are there have been heard. */
  readonly soon: (call: () => void) => void;
}

/**
 * What a thread of a crew does with what it hears: one part after the other, each answered before the next is begun. It
 * listens in between, so that what is not wanted any more is not done.
 */
export function createHand({ perform, say, soon }: HandOptions): (message: HandMessage) => void {
  const waiting: (HandAsk | 'dropped')[] = [];
  const next = (): void => {
    const first = waiting.shift();
    if (first === 'dropped') say({ type: 'dropped' }, []);
    else if (first !== undefined) answer(first, perform, say);
    if (waiting.length > 0) soon(next);
  };
  return (message) => {
    if ('drop' in message) {
      for (const [i, ask] of waiting.entries()) {
        if (ask !== 'dropped' && ask.job === message.drop) waiting[i] = 'dropped';
      }
    } else if (waiting.push(message) === 1) {
      soon(next);
    }
  };
}

function answer({ ask, room }: HandAsk, perform: Perform, say: HandOptions['say']): void {
  try {
    const length = answerLength(ask);
    const into = room === undefined || length === undefined ? undefined : new Float64Array(room, 0, length);
    const given = perform(ask, into) as Float64Array<ArrayBuffer>;
    const spares = sparesOf(ask);
    say({ type: 'answer', answer: given, spares }, [given.buffer, ...spares]);
  } catch (failure) {
    say({ type: 'failed', error: AppError.from(failure).toJSON() }, []);
  }
}
