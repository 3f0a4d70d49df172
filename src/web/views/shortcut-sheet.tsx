import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Scope } from '../commands/command.ts';
import { keysOf } from '../commands/key-map.ts';
import { keyLabel } from '../commands/keys.ts';
import { COMMANDS } from '../commands/registry.ts';
import { SwitchRow } from '../components/switch-row.tsx';
import { useApp, useShell, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { commandStrings } from '../strings-commands.ts';

type Row = readonly [keys: string, sentence: string];

const SCOPES = Object.keys(commandStrings.scopes) as readonly Scope[];
const t = strings.shortcuts;

/** Every command that has keys, where they act, and what the arrows do there. */
export function ShortcutSheet() {
  const { settings, shell } = useWorkbench();
  const open = useShell((state) => state.sheet);
  const single = useApp((state) => state.settings.singleKeys);
  const onOpen = (sheet: boolean) => shell.set({ sheet });
  return (
    <ModalOverlay className="veil" isDismissable isOpen={open} onOpenChange={onOpen}>
      <Modal className="dialog-box">
        <Dialog className="sheet">
          <header className="panel-head">
            <Heading slot="title">{t.title}</Heading>
            <Button slot="close" className="button icon bare" aria-label={strings.close}>
              <X aria-hidden />
            </Button>
          </header>
          <KeyTables />
          <SwitchRow label={t.single} detail={t.singleDetail} on={single} onChange={settings.setSingleKeys} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function KeyTables() {
  const chosen = useApp((state) => state.settings.keys);
  const rowsOf = (scope: Scope): readonly Row[] =>
    COMMANDS.filter((command) => command.scope === scope).flatMap((command) => {
      const keys = keysOf(command, chosen);
      return keys.length === 0 ? [] : [[keys.map(keyLabel).join('  '), command.sentence] as const];
    });
  return (
    <div className="sheet-columns">
      {SCOPES.map((scope) => {
        const rows = [...(scope === 'step' ? t.notes.steps : []), ...rowsOf(scope)];
        if (rows.length === 0) return null;
        return <KeyTable key={scope} title={commandStrings.scopes[scope]} rows={rows} />;
      })}
      <KeyTable title={t.panes} rows={t.notes.panes} />
      <KeyTable title={t.fields} rows={t.notes.fields} />
    </div>
  );
}

function KeyTable({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <section className="key-table">
      <h3 className="section-title">{title}</h3>
      <dl>
        {rows.map(([keys, sentence]) => (
          <div key={keys}>
            <dt>{sentence}</dt>
            <dd>
              {keys.split(/ {2}/).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
