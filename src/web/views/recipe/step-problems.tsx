import { TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { readable } from '../../components/format.ts';
import { useApp } from '../../state/hooks.ts';
import { stepProblems } from '../../state/step-state.ts';
import { strings } from '../../strings.ts';
import { focusField } from './focus-step.ts';

/** All that is wrong with a step, in its head; a click goes to the field. */
export function StepProblems({ step }: { readonly step: string }) {
  const render = useApp((state) => state.render);
  const recipe = useApp((state) => state.recipe);
  const listening = useApp((state) => state.listening);
  const found = stepProblems({ render, recipe, listening }, step);
  if (found.length === 0) return null;
  return (
    <ul className="step-problems">
      {found.map(({ issue }) => (
        <li key={`${issue.path} ${issue.got}`}>
          <TriangleAlert aria-hidden className="problem-mark" />
          <Button className="link" onPress={() => focusField(step, issue.path)}>
            {readable(issue.expected === '' ? issue.got : `${issue.path}: ${strings.form.problem(issue)}`)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
