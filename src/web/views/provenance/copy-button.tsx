import { Button } from 'react-aria-components';
import { useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';

/** Copies, and says what. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const { take } = useWorkbench();
  return (
    <Button className="button" onPress={() => void take.copy(text, strings.provenance.copied(what))}>
      {strings.provenance.copy}
    </Button>
  );
}
