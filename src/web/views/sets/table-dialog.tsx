import { useDeferredValue, useMemo, useState } from 'react';
import { Button, Dialog, Heading, Label, Modal, ModalOverlay, Text, TextArea, TextField } from 'react-aria-components';
import { SwitchRow } from '../../components/switch-row.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { recipePaths } from '../../state/recipe-paths.ts';
import { columnNames, withTable } from '../../state/set-factors.ts';
import { type ReadTable, readTable } from '../../state/value-table.ts';
import { strings } from '../../strings.ts';
import { setFactorStrings as t } from '../../strings-set-factors.ts';

export interface TableDialogProps {
  readonly open: boolean;
  /** What was pasted elsewhere. */
  readonly text: string;
  readonly onClose: () => void;
}

/** Asks for a table, and makes factors of its columns. */
export function TableDialog({ open, text, onClose }: TableDialogProps) {
  return (
    <ModalOverlay className="veil" isDismissable isOpen={open} onOpenChange={(now) => (now ? undefined : onClose())}>
      <Modal className="dialog-box table-box">
        <Dialog className="sheet">
          <Heading slot="title">{t.title}</Heading>
          <TableForm first={text} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function TableForm({ first, onClose }: { readonly first: string; readonly onClose: () => void }) {
  const { sets } = useWorkbench();
  const [text, setText] = useState(first);
  const [asked, setNamed] = useState<boolean>();
  // A long table is read after the task that shows what was typed.
  const shown = useDeferredValue(text);
  const table = useMemo(() => readTable(shown, asked), [shown, asked]);
  const take = () => {
    const last = shown === text ? table : readTable(text, asked);
    if (!last.ok || last.rows === 0) return;
    sets.rework((draft, newId) => withTable(draft, last.columns, recipePaths(draft.recipe), newId));
    onClose();
  };
  return (
    <div className="name-form">
      <TextField className="table-field" value={text} onChange={setText} autoFocus isInvalid={!table.ok}>
        <Label className="plain-label">{t.text}</Label>
        <TextArea className="field" rows={10} placeholder={t.example} spellCheck={false} autoComplete="off" />
        <Text slot="description" className="plain-help">
          {t.help}
        </Text>
      </TextField>
      <SwitchRow label={t.hasNames} detail="" on={table.ok && table.hasNames} onChange={setNamed} />
      <p className={table.ok ? 'quiet' : 'param-problem'} role="status">
        {toldOf(table, shown)}
      </p>
      <div className="name-actions">
        <Button className="button" onPress={onClose}>
          {strings.cancel}
        </Button>
        <Button className="button primary" isDisabled={!table.ok || table.rows === 0} onPress={take}>
          {t.take}
        </Button>
      </div>
    </div>
  );
}

function toldOf(table: ReadTable, text: string): string {
  if (text.trim() === '') return t.none;
  if (!table.ok) return t.uneven(table.line, table.cells, table.expected);
  return t.found(columnNames(table.columns).join(', '), table.rows);
}
