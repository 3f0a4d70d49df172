import { Button } from 'react-aria-components';
import { shortSignature } from '../../components/format.ts';
import { Tip } from '../../components/tip.tsx';
import { isCurrent, useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { nestedStrings } from '../../strings-nested.ts';
import { ProvenanceDialog } from '../provenance/provenance-dialog.tsx';
import { ExportBar } from './export-bar.tsx';
import { outputText } from './output-text.ts';
import { RenderStatus } from './render-status.tsx';

/** What the last render gave, and the way to take it home. */
export function RecipeFoot() {
  const result = useApp((state) => state.render.result);
  const current = useApp((state) => state.render.result !== undefined && isCurrent(state));
  const isNested = useApp((state) => state.recipe.present.around !== undefined);
  return (
    <div className="recipe-foot">
      <div className="foot-status">
        <RenderStatus />
        {current && result ? <Signature signature={result.rendered.signature} /> : null}
      </div>
      {current && result ? (
        <p className="output-line">{outputText(result.rendered.shape, result.rendered.levels)}</p>
      ) : null}
      <ExportBar />
      <div className="foot-actions">
        <ProvenanceDialog disabled={!current || result === undefined} />
        {isNested ? <p className="card-note">{nestedStrings.wholeOnly}</p> : null}
      </div>
    </div>
  );
}

function Signature({ signature }: { readonly signature: string }) {
  const { take } = useWorkbench();
  return (
    <Tip label={strings.recipe.copySignature}>
      <Button
        className="signature mono"
        aria-label={`${strings.recipe.copySignature} ${signature}`}
        onPress={() => void take.copy(signature, strings.recipe.signatureCopied)}
      >
        {shortSignature(signature)}
      </Button>
    </Tip>
  );
}
