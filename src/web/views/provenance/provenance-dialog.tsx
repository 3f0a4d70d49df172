import { FileText } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { later } from '../../components/later.tsx';
import { provenanceStrings } from '../../strings-provenance.ts';

const ProvenanceBox = later(async () => (await import('./provenance-box.tsx')).ProvenanceBox);

/** What a paper must say of a result, and the link that lets others make it again. */
export function ProvenanceDialog({ disabled }: { readonly disabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="button"
        isDisabled={disabled}
        aria-label={provenanceStrings.open}
        aria-expanded={open}
        onPress={() => setOpen(true)}
      >
        <FileText aria-hidden />
        <span className="foot-word">{provenanceStrings.openShort}</span>
      </Button>
      {open ? <ProvenanceBox onClose={() => setOpen(false)} /> : null}
    </>
  );
}
