import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { SwitchRow } from '../components/switch-row.tsx';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import type { Command } from './keys.ts';

export interface ShortcutSheetProps {
  readonly open: boolean;
  readonly table: readonly Command[];
  readonly onClose: () => void;
}

type Row = readonly [keys: string, sentence: string];

export function ShortcutSheet({ open, table, onClose }: ShortcutSheetProps) {
  const { settings } = useWorkbench();
  const single = useApp((state) => state.settings.singleKeys);
  const { groups, panes, fields, steps } = strings.shortcuts;
  const rowsOf = (group: Command['group']): readonly Row[] =>
    table
      .filter((command) => command.group === group)
      .map(({ keys, sentence }) => [keys.map(spaced).join('  '), sentence]);
  return (
    <ModalOverlay className="veil" isDismissable isOpen={open} onOpenChange={(now) => (now ? undefined : onClose())}>
      <Modal className="dialog-box">
        <Dialog className="sheet">
          <header className="panel-head">
            <Heading slot="title">{strings.shortcuts.title}</Heading>
            <Button slot="close" className="button icon bare" aria-label={strings.close}>
              <X aria-hidden />
            </Button>
          </header>
          <div className="sheet-columns">
            <div>
              <KeyTable title={groups.everywhere} rows={rowsOf('everywhere')} />
              <KeyTable title={groups.steps} rows={steps} />
            </div>
            <div>
              <KeyTable title={groups.views} rows={rowsOf('views')} />
              <KeyTable title={groups.panes} rows={panes} />
              <KeyTable title={groups.fields} rows={fields} />
            </div>
          </div>
          <SwitchRow
            label={strings.shortcuts.single}
            detail={strings.shortcuts.singleDetail}
            on={single}
            onChange={settings.setSingleKeys}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
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

function spaced(keys: string): string {
  return keys.length > 1 ? keys.replaceAll('+', ' ').replace('Escape', 'Esc').replace('Page', 'Page ') : keys;
}
