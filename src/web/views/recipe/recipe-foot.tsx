import { Button } from 'react-aria-components';
import { decibels, kilohertz, seconds, shortSignature } from '../../components/format.ts';
import { Tip } from '../../components/tip.tsx';
import type { RenderedSound } from '../../services/engine-client.ts';
import { isCurrent, useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { nestedStrings } from '../../strings-nested.ts';
import { ProvenanceDialog } from '../provenance/provenance-dialog.tsx';
import { ExportBar } from './export-bar.tsx';
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
      {current && result ? <Output rendered={result.rendered} /> : null}
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

/** The sound that came out: how long, at what rate, how many channels, how loud. */
function Output({ rendered: { shape, levels } }: { readonly rendered: RenderedSound }) {
  const { mono, stereo, channels } = strings.library;
  const count = shape.channelCount;
  const parts = [
    seconds(shape.duration),
    kilohertz(shape.sampleRate),
    count === 1 ? mono : count === 2 ? stereo : channels(count),
    strings.transport.peak(decibels(levels.peakDbfs)),
    strings.transport.rms(decibels(levels.rmsDbfs)),
  ];
  return <p className="output-line">{parts.join(' \u00b7 ')}</p>;
}
