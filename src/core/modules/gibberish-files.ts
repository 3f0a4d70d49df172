import { AppError } from '../base/errors.ts';
import { fullMatcher } from '../base/regex.ts';
import { shellPattern } from '../base/shell-pattern.ts';
import type { GibberishParams } from './gibberish-params.ts';

/**
 * The files that the parameters select, sorted by code point; of files, shell_pattern and re_pattern the first that is
 * given counts.
 * @param list names of all files in the folder
 * @returns undefined when the parameters name the sounds themselves
 * @throws AppError query-invalid when there is none
 */
export async function selectFiles(
  { sounds, files, shell_pattern: shell, re_pattern: expression }: GibberishParams,
  list: () => Promise<readonly string[]>,
): Promise<readonly string[] | undefined> {
  if (sounds !== null) return undefined;
  if (files !== null) return files.toSorted(byCodePoint);
  const names = await list();
  const selected = shell === null ? matching(names, expression ?? '') : matchingShell(names, shell);
  if (selected.length > 0) return selected.sort(byCodePoint);
  throw new AppError('query-invalid', `no file of the folder matches; it has ${names.length} files.`);
}

/** A file that two patterns include is there twice. */
function matchingShell(names: readonly string[], { include, exclude }: NonNullable<GibberishParams['shell_pattern']>) {
  const excluded = exclude.map((pattern) => shellPattern(pattern, { crossesFolders: true, skipsHidden: false }));
  return include
    .map((pattern) => shellPattern(pattern, { crossesFolders: false, skipsHidden: true }))
    .flatMap((matches) => names.filter((name) => matches(name) && !excluded.some((out) => out(name))));
}

function matching(names: readonly string[], expression: string): string[] {
  const matcher = fullMatcher(expression);
  if (!matcher.ok) throw new AppError('internal', `the expression was checked: ${matcher.error}`);
  return names.filter(matcher.value);
}

function byCodePoint(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  const at = x.findIndex((char, index) => char !== y[index]);
  return at < 0 ? x.length - y.length : (x[at]?.codePointAt(0) ?? 0) - (y[at]?.codePointAt(0) ?? -1);
}
