import type { Issue } from '../../core/base/errors.ts';
import { setStrings } from '../strings-sets.ts';

/** Problems of a field and of what is in it. */
export function issuesAt(issues: readonly Issue[], place: string): readonly Issue[] {
  return issues.filter(
    ({ path }) => path === place || (path.startsWith(place) && /^[.[]/.test(path.slice(place.length))),
  );
}

/** Problems that stand beside no field: of rows, of groups, of the recipe. */
export function otherIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(
    ({ path }) => !/^(name|title|description|licence|authors|seed|naming|(factors|exclude)\[\d+\])([.[]|$)/.test(path),
  );
}

/** The first of them in words; undefined where there is none. */
export function issueText([issue]: readonly Issue[]): string | undefined {
  return issue && setStrings.problem(issue.expected, issue.got);
}
