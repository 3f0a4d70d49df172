import { Button } from 'react-aria-components';
import { useWorkbench } from '../../state/hooks.ts';
import { provenanceStrings } from '../../strings-provenance.ts';

/** Copies, and says what. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const { take } = useWorkbench();
  return (
    <Button className="button" onPress={() => void take.copy(text, provenanceStrings.copied(what))}>
      {provenanceStrings.copy}
    </Button>
  );
}
