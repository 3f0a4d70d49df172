import { type ClipboardEvent, startTransition, useMemo, useRef, useState } from 'react';
import { Button, Dialog, Heading, Label, Modal, ModalOverlay, Text, TextArea, TextField } from 'react-aria-components';
import { short } from '../../components/format.ts';
import { SwitchRow } from '../../components/switch-row.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { recipePaths } from '../../state/recipe-paths.ts';
import type { FactorDraft } from '../../state/set-draft.ts';
import { columnNames, withTable, withValues } from '../../state/set-factors.ts';
import { runSliced } from '../../state/slices.ts';
import { type ReadTable, tableSlices } from '../../state/value-table.ts';
import { strings } from '../../strings.ts';
import { setFactorStrings as t } from '../../strings-set-factors.ts';
import { useSliced } from './use-sliced.ts';

export interface TableDialogProps {
  readonly open: boolean;
  /** What was pasted elsewhere. */
  readonly text: string;
  /** The factor whose values a single column is. */
  readonly replaces?: Replaced;
  readonly onClose: () => void;
}

type Replaced = Pick<FactorDraft, 'id' | 'name'>;

/** Asks for a table, and makes factors of its columns. */
export function TableDialog({ open, text, replaces, onClose }: TableDialogProps) {
  return (
    <ModalOverlay className="veil" isDismissable isOpen={open} onOpenChange={(now) => (now ? undefined : onClose())}>
      <Modal className="dialog-box table-box">
        <Dialog className="sheet">
          <Heading slot="title">{replaces ? t.replaceTitle(replaces.name) : t.title}</Heading>
          <TableForm first={text} replaces={replaces} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A field with more than this many characters takes a browser longer than a frame. */
const LONG = 20_000;
const SHOWN_LINES = 20;
const NO_TABLE: ReadTable = { ok: true, columns: [], rows: 0, hasNames: false };

interface TableFormProps {
  readonly first: string;
  readonly replaces: Replaced | undefined;
  readonly onClose: () => void;
}

function TableForm({ first, replaces, onClose }: TableFormProps) {
  const { sets } = useWorkbench();
  const [text, setText] = useState(first);
  const [asked, setNamed] = useState<boolean>();
  const field = useRef<HTMLTextAreaElement>(null);
  // Plain words are no values where the factor's own name stands over them.
  const named =
    asked ??
    (text
      .trimStart()
      .split(/[\r\n]/, 1)[0]
      ?.trim() === replaces?.name
      ? true
      : undefined);
  const slices = useMemo(() => () => tableSlices(text, named), [text, named]);
  const table = useSliced(slices, NO_TABLE);
  const isLong = text.length > LONG;
  const lines = useMemo(() => (isLong ? text.split('\n') : []), [text, isLong]);
  /** What is pasted is never in the field where it would be too long for it. */
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (isLong || text.length + pasted.length <= LONG) return;
    event.preventDefault();
    setText(text.slice(0, selectionStart) + pasted + text.slice(selectionEnd));
  };
  /** The button goes with the text that was too long. */
  const pasteAnother = () => {
    setText('');
    setNamed(undefined);
    field.current?.focus();
  };
  // What stands there now, which may have been typed a moment ago.
  const take = () => {
    runSliced(tableSlices(text, named), (last) => {
      if (!last.ok || last.rows === 0) return;
      const [only, ...others] = last.columns;
      sets.rework((draft, newId) =>
        replaces && only && others.length === 0
          ? withValues(draft, replaces.id, only.list)
          : withTable(draft, last.columns, recipePaths(draft.recipe), newId),
      );
      // What comes of it is drawn by itself.
      startTransition(onClose);
    });
  };
  return (
    <div className="name-form">
      <TextField
        className="table-field"
        value={isLong ? `${lines.slice(0, SHOWN_LINES).join('\n')}\n\u2026` : text}
        onChange={setText}
        isReadOnly={isLong}
        autoFocus
        isInvalid={!table.ok}
      >
        <Label className="plain-label">{t.text}</Label>
        <TextArea
          ref={field}
          className="field"
          rows={10}
          placeholder={t.example}
          spellCheck={false}
          autoComplete="off"
          onPaste={paste}
        />
        <Text slot="description" className="plain-help">
          {replaces ? t.replaceHelp(replaces.name) : t.help}
        </Text>
      </TextField>
      <SwitchRow label={t.hasNames} detail="" on={table.ok && table.hasNames} onChange={setNamed} />
      <p className={table.ok ? 'quiet' : 'param-problem'} role="status">
        {toldOf(table, text, replaces)}
        {isLong ? ` ${t.longTable(short(lines.length, 0))}` : ''}
      </p>
      <div className="name-actions">
        {isLong ? (
          <Button className="button" onPress={pasteAnother}>
            {t.another}
          </Button>
        ) : null}
        <Button className="button" onPress={onClose}>
          {strings.cancel}
        </Button>
        <Button className="button primary" isDisabled={!table.ok || table.rows === 0} onPress={take}>
          {replaces ? t.replaceTake : t.take}
        </Button>
      </div>
    </div>
  );
}

function toldOf(table: ReadTable, text: string, replaces: Replaced | undefined): string {
  if (text.trim() === '') return t.none;
  if (!table.ok) return t.uneven(table.line, table.cells, table.expected);
  const names = replaces && table.columns.length === 1 ? [replaces.name] : columnNames(table.columns);
  return t.found(names.join(', '), table.rows);
}
