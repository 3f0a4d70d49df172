import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { isJsonObject } from '../../forms/json.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { issuesAt, issueText } from '../../state/set-issues.ts';
import { setStrings } from '../../strings-sets.ts';
import { PlainField } from './plain-field.tsx';
import { useSets, useSetsNow } from './use-sets.ts';

/** Name, file names, seed; and which recipe is varied. */
export function SetFields() {
  const { sets } = useWorkbench();
  const draft = useSetsNow((state) => state.draft);
  const issues = useSets((state) => state.plan.issues);
  const box = useRef<HTMLDivElement>(null);
  if (!draft) return null;
  const problem = (path: string) => issueText(issuesAt(issues, path));
  const { stack } = draft.recipe;
  const steps = Array.isArray(stack) ? stack.map((step) => (isJsonObject(step) ? String(step['module']) : '?')) : [];
  const addIndex = () => {
    sets.change({ naming: `${draft.naming}_{i:03}` });
    // The button goes with the names that came twice.
    box.current?.querySelector<HTMLElement>('.naming input')?.focus();
  };
  return (
    <div ref={box} className="set-fields">
      <PlainField
        label={setStrings.name}
        value={draft.name}
        problem={problem('name')}
        onChange={(name) => sets.change({ name })}
      />
      <PlainField
        label={setStrings.seed}
        className="short"
        numeric
        value={draft.seed}
        problem={problem('seed')}
        onChange={(seed) => sets.change({ seed })}
      />
      <PlainField
        label={setStrings.naming}
        className="wide naming"
        value={draft.naming}
        help={setStrings.namingHelp}
        problem={problem('naming')}
        onChange={(naming) => sets.change({ naming })}
      />
      {issuesAt(issues, 'naming').some(({ code }) => code === 'collision') ? (
        <Button className="button wide-end" onPress={addIndex}>
          <Plus aria-hidden />
          {setStrings.addIndex}
        </Button>
      ) : null}
      <p className="set-recipe">{setStrings.recipe(steps)}</p>
    </div>
  );
}
