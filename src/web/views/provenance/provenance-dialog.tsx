import { FileText, X } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { strings } from '../../strings.ts';
import { later } from '../lazy.tsx';

const MethodsSection = later(async () => (await import('./methods-section.tsx')).MethodsSection);
const LinkSection = later(async () => (await import('./link-section.tsx')).LinkSection);

/** What a paper must say of a result, and the link that lets others make it again. */
export function ProvenanceDialog({ result, disabled }: { readonly result: string; readonly disabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
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
            <MethodsSection result={result} />
            <LinkSection result={result} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
