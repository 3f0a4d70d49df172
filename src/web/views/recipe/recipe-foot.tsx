import { Button } from 'react-aria-components';
import { shortSignature } from '../../components/format.ts';
import { Tip } from '../../components/tip.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { hasResult, isCurrent } from '../../state/result-state.ts';
import { strings } from '../../strings.ts';
import { nestedStrings } from '../../strings-nested.ts';
import { ProvenanceDialog } from '../provenance/provenance-dialog.tsx';
import { ExportBar } from './export-bar.tsx';
import { outputText } from './output-text.ts';
import { RenderStatus } from './render-status.tsx';

/** What the last render gave, and the way to take it home. */
export function RecipeFoot() {
  const result = useApp((state) => state.render.result);
  const isReady = useApp(hasResult);
  const isNested = useApp((state) => state.recipe.present.around !== undefined);
  return (
    <div className="recipe-foot">
      <div className="foot-status">
        <RenderStatus />
        {isReady && result ? <Signature signature={result.rendered.signature} /> : null}
      </div>
      {isReady && result ? (
        <p className="output-line">{outputText(result.rendered.shape, result.rendered.levels)}</p>
      ) : null}
      <ExportBar />
      <div className="foot-actions">
        <ProvenanceDialog disabled={!isReady} />
        {isNested ? <p className="card-note">{nestedStrings.wholeOnly}</p> : null}
      </div>
    </div>
  );
}

function Signature({ signature }: { readonly signature: string }) {
  const { store, take } = useWorkbench();
  const copy = () => {
    // The one that is shown may be the one before, for a moment.
    if (isCurrent(store.getState())) void take.copy(signature, strings.recipe.signatureCopied);
  };
  return (
    <Tip label={strings.recipe.copySignature}>
      <Button className="signature mono" aria-label={`${strings.recipe.copySignature} ${signature}`} onPress={copy}>
        {shortSignature(signature)}
      </Button>
    </Tip>
  );
}
