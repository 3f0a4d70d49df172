import { AppError } from '../core/base/errors.ts';

/** The error that something ends with; anything but an `AppError` fails the test. */
export function failure(act: () => unknown): AppError {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('Expected an error.');
}
