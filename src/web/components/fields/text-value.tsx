import { type KeyboardEvent, useEffect, useState } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { type FieldMistake, ProblemText } from '../problem-text.tsx';
import { stepsOf } from './steps-of-key.ts';

export interface TextValueProps {
  /** For assistive technology. */
  readonly name: string;
  readonly text: string;
  readonly placeholder: string;
  readonly description: string;
  readonly problem: FieldMistake | undefined;
  readonly wide?: boolean;
  readonly multiline?: boolean;
  /** While it is typed, for what is already complete. */
  readonly onLive: (typed: string) => void;
  readonly onCommit: (typed: string) => void;
  readonly onRevert: () => void;
  readonly onStep?: (steps: number) => void;
  readonly onSettle: () => void;
}

/** A value that is typed: what cannot be read stays as typed, with its reason, until it is right or Escape. */
export function TextValue(props: TextValueProps) {
  const { name, text, problem, multiline = false } = props;
  const [draft, setDraft] = useState<string>();
  // A value from elsewhere (undo, JSON, another form) replaces what was being typed.
  useEffect(() => {
    setDraft((typed) => (typed !== undefined && text !== '' && typed.trim() !== text ? typed : undefined));
  }, [text]);

  const commit = () => {
    if (draft === undefined) props.onSettle();
    else props.onCommit(draft);
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = multiline ? 0 : stepsOf(event);
    if (event.key === 'Enter' && !multiline) {
      commit();
    } else if (event.key === 'Escape' && (draft !== undefined || problem)) {
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      setDraft(undefined);
      props.onRevert();
    } else if (steps !== 0 && props.onStep) {
      event.preventDefault();
      setDraft(undefined);
      props.onStep(steps);
    }
  };
  const typing = { className: 'field', placeholder: props.placeholder, spellCheck: false, onKeyDown } as const;
  return (
    <TextField
      className={props.wide ? 'value-field wide' : 'value-field'}
      value={draft ?? problem?.typed ?? text}
      isInvalid={problem !== undefined}
      onChange={(typed) => {
        setDraft(typed);
        props.onLive(typed);
      }}
      onBlur={commit}
    >
      <Label className="unseen">{name}</Label>
      {multiline ? (
        <TextArea {...typing} rows={4} />
      ) : (
        <Input {...typing} autoComplete="off" autoCapitalize="off" enterKeyHint="done" />
      )}
      <Text slot="description" className="unseen">
        {props.description}
      </Text>
      <FieldError className="param-problem">{problem ? <ProblemText problem={problem} /> : null}</FieldError>
    </TextField>
  );
}
