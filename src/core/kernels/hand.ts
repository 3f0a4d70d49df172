import { AppError } from '../base/errors.ts';
import type { HandAnswer, HandAsk, HandMessage } from './crew.ts';
import { sparesOf } from './pack-ask.ts';
import { isShared } from './shared-rows.ts';
import type { Perform } from './staged.ts';

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
  const drop = (isMeant: (ask: HandAsk) => boolean): void => {
    for (const [i, ask] of waiting.entries()) if (ask !== 'dropped' && isMeant(ask)) waiting[i] = 'dropped';
  };
  return (message) => {
    if ('drop' in message) drop(({ job }) => job === message.drop);
    else if ('skip' in message) drop(({ id }) => id === message.skip);
    else if (waiting.push(message) === 1) soon(next);
  };
}

function answer({ ask, room }: HandAsk, perform: Perform, say: HandOptions['say']): void {
  try {
    const given = perform(ask, room);
    const spares = sparesOf(ask);
    const answer = isShared(given) ? undefined : (given as Float64Array<ArrayBuffer>);
    say({ type: 'answer', answer, spares }, [...(answer ? [answer.buffer] : []), ...spares]);
  } catch (failure) {
    say({ type: 'failed', error: AppError.from(failure).toJSON() }, []);
  }
}
