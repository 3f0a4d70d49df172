import { viewOf } from '../../layers/registry.ts';
import { useApp } from '../../state/hooks.ts';
import { hasOwnHeights } from '../../state/layout.ts';
import { stageOf } from '../../state/staging.ts';
import { strings } from '../../strings.ts';
import { ViewPane } from './view-pane.tsx';

/** The panes of the layout, one below the other; what does not fit is scrolled to. */
export function PaneStack() {
  const stage = useApp(({ recipe }) => stageOf(recipe.present));
  const { panes } = stage;
  const fits = hasOwnHeights(stage);
  const known = panes.flatMap((pane) => {
    const view = viewOf(pane.base);
    return view ? [{ pane, view }] : [];
  });
  return (
    <div className="pane-stack">
      {known.length === 0 ? <p className="stack-empty">{strings.panes.nothing}</p> : null}
      {known.map(({ pane, view }, place) => (
        <ViewPane key={pane.id} pane={pane} view={view} place={place} count={known.length} fits={fits} />
      ))}
    </div>
  );
}
