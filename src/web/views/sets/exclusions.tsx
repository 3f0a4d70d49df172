import { Plus, X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { focusLater } from '../../commands/focus.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { exclusionPlace, exclusionsOf, withExclusions } from '../../state/set-details.ts';
import { issuesAt, issueText } from '../../state/set-issues.ts';
import { setDetailStrings as t } from '../../strings-set-details.ts';
import { PlainField } from './plain-field.tsx';
import { useSets, useSetsNow } from './use-sets.ts';

/** Rows that are left out: a comparison each. */
export function Exclusions() {
  const { sets } = useWorkbench();
  const draft = useSetsNow((state) => state.draft);
  const issues = useSets((state) => state.plan.issues);
  if (!draft) return null;
  const exclusions = exclusionsOf(draft);
  const put = (texts: readonly string[]) => sets.change(withExclusions(draft, texts));
  const remove = (index: number) => {
    put(exclusions.toSpliced(index, 1));
    // Below the last one there is no button that takes its place.
    if (index === exclusions.length - 1) focusLater('.exclusions .set-head button');
  };
  return (
    <div className="exclusions">
      <div className="set-head">
        <h2 className="section-title">{t.exclusions}</h2>
        <Button className="button" onPress={() => put([...exclusions, ''])}>
          <Plus aria-hidden />
          {t.addExclusion}
        </Button>
      </div>
      <p className="quiet plain-help">{exclusions.length === 0 ? t.noExclusions : t.exclusionHelp}</p>
      <ul className="factor-list" aria-label={t.exclusions}>
        {exclusions.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a filter is its place, and what is typed must not move the focus.
          <li key={index} className="exclusion">
            <PlainField
              label=""
              name={t.exclusion(index + 1)}
              value={text}
              placeholder={t.exclusionExample}
              problem={text.trim() === '' ? undefined : issueText(issuesAt(issues, exclusionPlace(exclusions, index)))}
              onChange={(typed) => put(exclusions.with(index, typed))}
            />
            <IconButton icon={X} label={t.removeExclusion(index + 1)} bare onPress={() => remove(index)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
