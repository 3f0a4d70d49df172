import { AppError } from '../base/errors.ts';

/** Says where it happened, in words and in `details.place`; a cancellation happens nowhere. */
export function at(place: string, thrown: unknown): AppError {
  const error = AppError.from(thrown);
  if (error.kind === 'cancelled') return error;
  const { issues, details } = error;
  return new AppError(error.code, `${place}: ${error.message}`, {
    issues,
    details: { ...details, place },
    cause: error,
  });
}
