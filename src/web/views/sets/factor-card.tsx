import { X } from 'lucide-react';
import { focusLater } from '../../commands/focus.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Segments } from '../../components/segments.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import type { RecipePath } from '../../state/recipe-paths.ts';
import { type FactorDraft, onWay } from '../../state/set-draft.ts';
import { issuesAt, issueText } from '../../state/set-issues.ts';
import { WAYS } from '../../state/set-terms.ts';
import { setStrings } from '../../strings-sets.ts';
import { FactorValues } from './factor-values.tsx';
import { PathField } from './path-field.tsx';
import { PlainField } from './plain-field.tsx';
import { useSets, useSetsNow } from './use-sets.ts';

export interface FactorCardProps {
  readonly factor: FactorDraft;
  readonly index: number;
  readonly paths: readonly RecipePath[];
}

/** One factor: what it is called, which field it fills, with which values. */
export function FactorCard({ factor: shown, index, paths }: FactorCardProps) {
  const { sets } = useWorkbench();
  // What is typed stands at once, however long the list takes.
  const factor = useSetsNow(({ draft }) => draft?.factors.find(({ id }) => id === shown.id)) ?? shown;
  const issues = useSets((state) => state.plan.issues);
  const t = setStrings.factor;
  const place = `factors[${index}]`;
  const of = (what: string) => t.of(factor.name, what);
  const change = (change: Partial<Omit<FactorDraft, 'id'>>) => sets.changeFactor(factor.id, change);
  const known = paths.find(({ path }) => path === factor.path);
  const remove = () => {
    sets.removeFactor(factor.id);
    focusLater('.factors .set-head button');
  };
  return (
    <li className="factor card">
      <PlainField
        label={t.name}
        name={of(t.name)}
        value={factor.name}
        problem={issueText(issuesAt(issues, `${place}.name`))}
        onChange={(name) => change({ name })}
      />
      <PathField
        name={of(t.path)}
        value={factor.path}
        paths={paths}
        problem={issueText(issuesAt(issues, `${place}.path`))}
        onChange={(path, found) => change({ path, ...(found ? { as: found.unit } : {}) })}
      />
      <PlainField
        label={t.group}
        name={of(t.group)}
        value={factor.group}
        placeholder={t.groupNone}
        onChange={(group) => change({ group })}
      />
      <IconButton icon={X} label={t.remove(factor.name)} bare onPress={remove} />
      <div className="factor-way">
        <Segments
          name={of(t.way)}
          value={factor.way}
          onChange={(way) => change(onWay(factor, way))}
          segments={WAYS.map((id) => ({ id, label: t.ways[id], name: t.wayNames[id] }))}
        />
      </div>
      <FactorValues
        factor={factor}
        isSound={known?.isSound ?? false}
        problem={issueText(issuesAt(issues, `${place}.values`))}
        onChange={change}
      />
    </li>
  );
}
