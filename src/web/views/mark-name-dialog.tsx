import type { FormEvent } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useApp, usePointer, useWorkbench } from '../state/hooks.ts';
import { marksOf } from '../state/marks.ts';
import { strings } from '../strings.ts';
import { markStrings as t } from '../strings-marks.ts';

/** Asks for the name of a mark that has just been made, or was there. */
export function MarkNameDialog() {
  const { marks, pointer } = useWorkbench();
  const id = usePointer((state) => state.naming);
  const mark = useApp(marksOf).find((each) => each.id === id);
  const close = () => pointer.setState({ naming: undefined });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (mark) marks.rename(mark.id, String(new FormData(event.currentTarget).get('name')));
    close();
  };
  return (
    <ModalOverlay
      className="veil"
      isDismissable
      isOpen={mark !== undefined}
      onOpenChange={(now) => (now ? undefined : close())}
    >
      <Modal className="dialog-box small">
        <Dialog className="sheet">
          <Heading slot="title">{t.nameTitle}</Heading>
          <form className="name-form" onSubmit={submit}>
            <label>
              {t.name}
              <input
                className="field text"
                name="name"
                autoFocus
                maxLength={60}
                autoComplete="off"
                defaultValue={mark?.name}
                onFocus={(event) => event.currentTarget.select()}
              />
            </label>
            <div className="name-actions">
              <Button className="button" onPress={close}>
                {strings.cancel}
              </Button>
              <Button className="button primary" type="submit">
                {t.keep}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
