import { later } from '../../components/later.tsx';
import { fetchCurves } from '../../layers/curves.ts';
import type { View } from '../../layers/layer.ts';
import { useApp } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { PaneSide } from '../pane-side.tsx';

const CurvePane = later(async () => {
  await fetchCurves();
  return (await import('./curve-pane.tsx')).CurvePane;
});
const PaneOverlay = later(async () => (await import('../pane-compared.tsx')).PaneOverlay);
const PaneDifference = later(async () => (await import('../pane-compared.tsx')).PaneDifference);

/** The pictures of a pane, in the way in which source and result are compared; one where both are the same. */
export function PaneSides({ pane, view }: { readonly pane: Pane; readonly view: View }) {
  const compare = useApp((state) => state.view.display.compare);
  if (view.kind === 'curve') return <CurvePane pane={pane} view={view} />;
  if (compare === 'overlay') return <PaneOverlay pane={pane} view={view} />;
  if (compare === 'difference') return <PaneDifference pane={pane} view={view} />;
  return (
    <>
      {compare === 'result' ? null : <PaneSide pane={pane} view={view} side="source" />}
      {compare === 'source' ? null : <PaneSide pane={pane} view={view} side="result" />}
    </>
  );
}
