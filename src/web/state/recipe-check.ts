import type { Issue } from '../../core/base/errors.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { joinPath } from '../../core/query/findings.ts';
import { parseQuery } from '../../core/query/parse.ts';
import { wholeOf } from './nested.ts';
import { activeSteps, type RecipeDoc, requestOf } from './recipe-doc.ts';

/** What is wrong with a step: `path` is that of the parameter in the step, empty for the step itself. */
export interface StepProblem {
  readonly step: string;
  readonly issue: Issue;
}

export interface Check {
  readonly ok: boolean;
  readonly problems: readonly StepProblem[];
  /** What is wrong with the recipe outside its steps. */
  readonly others: readonly Issue[];
}

const checked = new WeakMap<RecipeDoc, Check>();

/** What the parser says of a recipe on any one sound; bypassed steps are not asked about. */
export function checkRecipe(doc: RecipeDoc): Check {
  const check = checked.get(doc) ?? parse(doc);
  checked.set(doc, check);
  return check;
}

function parse(doc: RecipeDoc): Check {
  const parsed = parseQuery(requestOf(doc, 'sound'), MODULES);
  const deep = doc.around === undefined ? [] : limitsPassed(doc);
  if (parsed.ok) return { ok: deep.length === 0, problems: [], others: deep };
  const steps = activeSteps(doc);
  const problems: StepProblem[] = [];
  const others: Issue[] = [...deep];
  for (const issue of parsed.error.issues) {
    const [, index, path] = /^stack\[(\d+)\]\.?(.*)$/s.exec(issue.path) ?? [];
    const step = index === undefined ? undefined : steps[Number(index)];
    if (step === undefined || path === undefined) others.push(issue);
    else problems.push({ step: step.id, issue: { ...issue, path } });
  }
  return { ok: false, problems, others };
}

/** What only shows with the recipes around: too deep, too many steps or sounds. */
function limitsPassed(doc: RecipeDoc): readonly Issue[] {
  const parsed = parseQuery(requestOf(wholeOf(doc), 'sound'), MODULES);
  if (parsed.ok) return [];
  return parsed.error.issues.filter(({ code }) => code === 'too-deep' || code === 'too-many');
}

/** A parameter's place as the parser writes it. */
export function pathText(path: readonly string[]): string {
  return path.reduce((place, key) => joinPath(place, key), '');
}

/** Whether a place is another one or inside it. */
export function isWithin(place: string, outer: string): boolean {
  return place === outer || (place.startsWith(outer) && /^[.[]/.test(place.slice(outer.length))) || outer === '';
}

/**
 * What speaks against a changed parameter: a problem at it or inside it, or a new one of what it is part of. Problems
 * elsewhere are shown where they are.
 */
export function refusal(before: RecipeDoc, after: RecipeDoc, step: string, path: readonly string[]): Issue | undefined {
  const place = pathText(path);
  const known = checkRecipe(before).problems.map(({ issue }) => issue);
  const found = checkRecipe(after).problems.find(({ step: where, issue }) => {
    if (where !== step) return false;
    if (isWithin(issue.path, place)) return true;
    return isWithin(place, issue.path) && !known.some(({ path: old, got }) => old === issue.path && got === issue.got);
  });
  return found?.issue;
}
