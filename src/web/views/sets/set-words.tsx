import { type SyntheticEvent, useState } from 'react';
import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';
import { useWorkbench } from '../../state/hooks.ts';
import { issuesAt, issueText } from '../../state/set-issues.ts';
import { type SetWords as Words, withWords, wordsOf } from '../../state/set-words.ts';
import { setWordStrings as t } from '../../strings-set-words.ts';
import { PlainField } from './plain-field.tsx';
import { useSets, useSetsNow } from './use-sets.ts';

const KEYS = ['title', 'description', 'authors', 'licence'] as const;

/** What the set says of itself to people; folded, for most sets are made before they are given away. */
export function SetWords() {
  const issues = useSets((state) => state.plan.issues);
  const [open, setOpen] = useState(false);
  // A problem must be seen.
  const hasProblem = KEYS.some((key) => issueText(issuesAt(issues, key)) !== undefined);
  const isOpen = open || hasProblem;
  const onToggle = ({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => {
    // The browser folds it by itself; for React it is open still, and would not open it again.
    if (hasProblem) currentTarget.open = true;
    setOpen(currentTarget.open);
  };
  return (
    <details className="set-words" open={isOpen} onToggle={onToggle}>
      <summary>{t.fold}</summary>
      {isOpen ? <WordFields /> : null}
    </details>
  );
}

function WordFields() {
  const { sets } = useWorkbench();
  const draft = useSetsNow((state) => state.draft);
  const issues = useSets((state) => state.plan.issues);
  if (!draft) return null;
  const words = wordsOf(draft);
  const field = (key: keyof Words) => ({
    label: t[key],
    value: words[key],
    problem: issueText(issuesAt(issues, key)),
    onChange: (text: string) => sets.change(withWords(draft, { [key]: text })),
  });
  return (
    <div className="set-word-fields">
      <PlainField {...field('title')} />
      <LongField {...field('description')} rows={3} />
      <LongField {...field('authors')} rows={2} help={t.authorsHelp} />
      <PlainField {...field('licence')} help={t.licenceHelp} />
    </div>
  );
}

interface LongFieldProps {
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  readonly help?: string;
}

function LongField({ label, value, problem, onChange, rows, help }: LongFieldProps) {
  return (
    <TextField className="plain-field" value={value} isInvalid={problem !== undefined} onChange={onChange}>
      <Label className="plain-label">{label}</Label>
      <TextArea className="field" rows={rows} autoComplete="off" />
      {help === undefined ? null : (
        <Text slot="description" className="plain-help">
          {help}
        </Text>
      )}
      <FieldError className="param-problem">{problem}</FieldError>
    </TextField>
  );
}
