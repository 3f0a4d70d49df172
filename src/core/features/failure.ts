import { AppError } from '../base/errors.ts';

/** What is wrong with a file of features, and what would be right. */
export function invalid(reason: string, cause?: unknown): AppError {
  return new AppError('features-invalid', `Not features that can be read: ${reason}.`, { cause });
}
