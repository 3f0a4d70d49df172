import { type RefObject, useState } from 'react';
import { Dialog, Input, Label, Popover, Text, TextArea, TextField } from 'react-aria-components';
import { megabytes } from '../../components/format.ts';
import { useWorkbench } from '../../state/hooks.ts';
import type { SoundWords } from '../../state/keeping.ts';
import type { SoundRecord } from '../../state/project-doc.ts';
import { strings } from '../../strings.ts';

export interface SoundDetailsProps {
  readonly record: SoundRecord;
  readonly soundKey: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** What people say of a sound, beside its row; each field is kept when it is left. */
export function SoundDetails({ record, soundKey, anchor, onClose }: SoundDetailsProps) {
  const { library } = useWorkbench();
  const t = strings.library;
  const keep = (words: Partial<SoundWords>) => library.describe(soundKey, words);
  return (
    <Popover
      className="popover"
      triggerRef={anchor}
      isOpen
      placement="bottom start"
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Dialog className="sound-details" aria-label={t.details}>
        <Field label={t.fields.name} value={record.name} onKeep={(name) => keep({ name })} first />
        <Field label={t.fields.talker} value={record.talker} onKeep={(talker) => keep({ talker })} />
        <Field
          label={t.fields.tags}
          value={record.tags.join(', ')}
          hint={t.tagsHint}
          onKeep={(tags) => keep({ tags: tags.split(',') })}
        />
        <Field label={t.fields.note} value={record.note} onKeep={(note) => keep({ note })} long />
        <p className="second">{t.facts(t.origins[record.origin], dateOf(record.created), megabytes(record.size))}</p>
        <p className="second mono content-id" title={t.contentId}>
          {record.id}
        </p>
      </Dialog>
    </Popover>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onKeep: (value: string) => void;
  readonly hint?: string;
  readonly first?: boolean;
  readonly long?: boolean;
}

function Field({ label, value, onKeep, hint, first = false, long = false }: FieldProps) {
  const [typed, setTyped] = useState(value);
  const keep = () => {
    if (typed !== value) onKeep(typed);
  };
  return (
    <TextField
      className="detail-field"
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || (event.key === 'Enter' && !long)) keep();
        // A field of this kind keeps its keys to itself otherwise; Escape is the popover's.
        event.continuePropagation();
      }}
      autoFocus={first}
    >
      <Label>{label}</Label>
      {long ? <TextArea rows={3} /> : <Input spellCheck={false} />}
      {hint === undefined ? null : <Text slot="description">{hint}</Text>}
    </TextField>
  );
}

/** ISO 8601, to the minute, in this place's time. */
function dateOf(time: number): string {
  const date = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16).replace('T', ' ');
}
