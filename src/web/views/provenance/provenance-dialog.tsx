import { FileText, X } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { strings } from '../../strings.ts';
import { later } from '../lazy.tsx';

const WholeProvenance = later(async () => (await import('./whole-provenance.tsx')).WholeProvenance);

/** What a paper must say of a result, and the link that lets others make it again. */
export function ProvenanceDialog({ disabled }: { readonly disabled: boolean }) {
  return (
    <DialogTrigger>
      <Button className="button" isDisabled={disabled} aria-label={strings.provenance.open}>
        <FileText aria-hidden />
        <span className="foot-word">{strings.provenance.openShort}</span>
      </Button>
      <ModalOverlay className="veil" isDismissable>
        <Modal className="dialog-box">
          <Dialog className="provenance">
            <header className="panel-head">
              <Heading slot="title">{strings.provenance.title}</Heading>
              <Button slot="close" className="button icon bare" aria-label={strings.close}>
                <X aria-hidden />
              </Button>
            </header>
            <WholeProvenance />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
