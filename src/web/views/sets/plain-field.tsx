import type { ClipboardEvent } from 'react';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';

export interface PlainFieldProps {
  readonly label: string;
  /** For assistive technology, where the label alone does not say whose it is. */
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly className?: string;
  readonly numeric?: boolean;
  readonly onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
}

/** A text beside its label, with what is wrong with it underneath. */
export function PlainField(props: PlainFieldProps) {
  const {
    label,
    name,
    value,
    onChange,
    help,
    problem,
    placeholder = '',
    className = '',
    numeric = false,
    onPaste,
  } = props;
  return (
    <TextField
      className={`plain-field ${className}`}
      value={value}
      isInvalid={problem !== undefined}
      onChange={onChange}
      {...(name === undefined ? {} : { 'aria-label': name })}
    >
      {name === undefined ? (
        <Label className="plain-label">{label}</Label>
      ) : (
        <span className="plain-label" aria-hidden>
          {label}
        </span>
      )}
      <Input
        className={numeric ? 'field numeric' : 'field'}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        {...(onPaste ? { onPaste } : {})}
        {...(numeric ? { inputMode: 'text' as const } : {})}
      />
      {help === undefined ? null : (
        <Text slot="description" className="plain-help">
          {help}
        </Text>
      )}
      <FieldError className="param-problem">{problem}</FieldError>
    </TextField>
  );
}
