import type { FormEvent } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { strings } from '../strings.ts';

export interface NameDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** Of the field. */
  readonly label: string;
  /** What the button that takes the name says. */
  readonly action: string;
  /** The name as it is; missing where there must be one. */
  readonly name?: string | undefined;
  readonly onClose: () => void;
  /** What was typed, without spaces around it. */
  readonly onName: (name: string) => void;
}

/** Asks for a name. */
export function NameDialog({ open, title, label, action, name, onClose, onName }: NameDialogProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('name')).trim();
    if (typed !== '') onName(typed);
    onClose();
  };
  return (
    <ModalOverlay className="veil" isDismissable isOpen={open} onOpenChange={(now) => (now ? undefined : onClose())}>
      <Modal className="dialog-box small">
        <Dialog className="sheet">
          <Heading slot="title">{title}</Heading>
          <form className="name-form" onSubmit={submit}>
            <label>
              {label}
              <input
                className="field text"
                name="name"
                autoFocus
                required={name === undefined}
                maxLength={60}
                autoComplete="off"
                defaultValue={name}
                onFocus={(event) => event.currentTarget.select()}
              />
            </label>
            <div className="name-actions">
              <Button className="button" onPress={onClose}>
                {strings.cancel}
              </Button>
              <Button className="button primary" type="submit">
                {action}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
