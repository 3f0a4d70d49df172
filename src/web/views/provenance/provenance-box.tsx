import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { strings } from '../../strings.ts';
import { provenanceStrings } from '../../strings-provenance.ts';
import { WholeProvenance } from './whole-provenance.tsx';

/** The dialog itself, while it is open; the focus goes back to where it was. */
export function ProvenanceBox({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalOverlay className="veil" isDismissable isOpen onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal className="dialog-box">
        <Dialog className="provenance">
          <header className="panel-head">
            <Heading slot="title">{provenanceStrings.title}</Heading>
            <Button slot="close" className="button icon bare" aria-label={strings.close}>
              <X aria-hidden />
            </Button>
          </header>
          <WholeProvenance />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
