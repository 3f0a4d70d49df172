import type { FormEvent } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { strings } from '../../strings.ts';

export interface LayoutNameDialogProps {
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

/** Asks for the name under which a layout is kept. */
export function LayoutNameDialog({ onClose, onName }: LayoutNameDialogProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (name !== '') onName(name);
    onClose();
  };
  const t = strings.panes;
  return (
    <ModalOverlay className="veil" isDismissable isOpen onOpenChange={(now) => (now ? undefined : onClose())}>
      <Modal className="dialog-box small">
        <Dialog className="sheet">
          <Heading slot="title">{t.keepTitle}</Heading>
          <form className="name-form" onSubmit={submit}>
            <label>
              {t.name}
              <input className="field text" name="name" autoFocus required maxLength={60} autoComplete="off" />
            </label>
            <div className="name-actions">
              <Button className="button" onPress={onClose}>
                {strings.cancel}
              </Button>
              <Button className="button primary" type="submit">
                {t.keepButton}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
