import type { View } from '../../layers/layer.ts';
import type { Pane } from '../../state/layout.ts';
import { PaneSide } from '../pane-side.tsx';
import { CurvePane } from './curve-pane.tsx';

/** Source above result; one picture where both are the same. */
export function PaneSides({ pane, view }: { readonly pane: Pane; readonly view: View }) {
  if (view.kind === 'curve') return <CurvePane pane={pane} view={view} />;
  return (
    <>
      <PaneSide pane={pane} view={view} side="source" />
      <PaneSide pane={pane} view={view} side="result" />
    </>
  );
}
