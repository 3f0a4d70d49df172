import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { useWorkbench } from '../../state/hooks.ts';
import { recipePaths } from '../../state/recipe-paths.ts';
import { otherIssues } from '../../state/set-issues.ts';
import { setStrings } from '../../strings-sets.ts';
import { AddFactors } from './add-factors.tsx';
import { FactorCard } from './factor-card.tsx';
import { useSets } from './use-sets.ts';

/** What varies; every factor is crossed with all others but those of its group. */
export function FactorList() {
  const { sets } = useWorkbench();
  const draft = useSets((state) => state.draft);
  const recipe = draft?.recipe;
  const paths = useMemo(() => (recipe ? recipePaths(recipe) : []), [recipe]);
  if (!draft) return null;
  return (
    <div className="factors">
      <div className="set-head">
        <h2 className="section-title">{setStrings.factors}</h2>
        <Button className="button" onPress={sets.addFactor}>
          <Plus aria-hidden />
          {setStrings.addFactor}
        </Button>
        <AddFactors />
      </div>
      {draft.factors.length === 0 ? <p className="quiet">{setStrings.noFactors}</p> : null}
      <ul className="factor-list" aria-label={setStrings.factors}>
        {draft.factors.map((factor, index) => (
          <FactorCard key={factor.id} factor={factor} index={index} paths={paths} />
        ))}
      </ul>
      <OtherProblems />
    </div>
  );
}

/** What stands beside no field. */
function OtherProblems() {
  const issues = useSets((state) => state.plan.issues);
  const error = useSets((state) => state.plan.error);
  if (!error) return null;
  const others = otherIssues(issues).slice(0, 4);
  const texts = others.map(({ path, expected, got }) => setStrings.otherProblem(path || 'set', expected, got));
  const lines = issues.length === 0 ? [error.message] : texts;
  return lines.map((line) => (
    <p key={line} className="param-problem">
      {line}
    </p>
  ));
}
