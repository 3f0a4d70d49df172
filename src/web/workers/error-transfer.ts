import * as Comlink from 'comlink';
import { AppError, type ErrorJson } from '../../core/base/errors.ts';

/**
 * Comlink carries an error's message and stack, but not what a program branches on. With this handler on both ends
 * whatever was thrown crosses as `ErrorJson` and is thrown again as an `AppError`.
 */
export function carryAppErrors(): void {
  const original = Comlink.transferHandlers.get('throw');
  if (!original) throw new Error('comlink has no throw handler to replace');
  Comlink.transferHandlers.set('throw', {
    canHandle: original.canHandle,
    serialize: (thrown: { value: unknown }) => {
      const error = AppError.from(thrown.value);
      // The stack stays in this thread's log; the other side gets what it can act on.
      if (error.kind === 'internal') console.error(error, error.cause);
      return [error.toJSON(), []];
    },
    deserialize: (json: ErrorJson) => {
      throw AppError.fromJSON(json);
    },
  });
}
