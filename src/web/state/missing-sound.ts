import { AppError } from '../../core/base/errors.ts';
import { nestedStrings } from '../strings-nested.ts';
import type { AppState } from './app-state.ts';

/** As content ids are written. */
const ID = /^[a-z2-7]{48}$/;

/** What a recipe's sound that is not here is called. @param name or content id */
export function missingName(name: string): string {
  return ID.test(name) ? nestedStrings.unknown(name) : name;
}

/** That a sound of a recipe is not here, and what can be done. @param name or content id */
export function missingText({ bin }: Pick<AppState, 'bin'>, name: string): string {
  if (name === '') return nestedStrings.noSource;
  const binned = bin.find(({ id }) => id === name) ?? bin.findLast(({ fileName }) => fileName === name);
  return binned ? nestedStrings.binned(binned.name) : nestedStrings.missing(missingName(name));
}

/** The engine knows sounds by their ids; people know them by name. */
export function withMissingName(error: AppError, state: Pick<AppState, 'bin'>): AppError {
  const { source, place } = error.details;
  if (error.code !== 'source-not-found' || typeof source !== 'string') return error;
  const where = typeof place === 'string' ? `${place}: ` : '';
  return new AppError(error.code, where + missingText(state, source), { details: error.details, cause: error });
}
