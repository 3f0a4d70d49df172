import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { VIEWS, viewOf } from '../../layers/registry.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { stageOf } from '../../state/staging.ts';
import { strings } from '../../strings.ts';
import { overlaysFor } from './pane-menu.tsx';
import { PaneSides } from './pane-sides.tsx';

const AT_ONCE = 2;

/** A small screen shows the first two panes of the layout, each with a chooser. */
export function PhonePanes() {
  const { stage } = useWorkbench();
  const panes = useApp(({ recipe }) => stageOf(recipe.present).panes);
  const shown = panes.flatMap((pane) => {
    const view = viewOf(pane.base);
    return view ? [{ pane, view }] : [];
  });
  const choices = VIEWS.map(({ id, name }) => ({ id, label: name }));
  return (
    <div className="pane-stack">
      {shown.slice(0, AT_ONCE).map(({ pane, view }, place) => (
        <div
          key={pane.id}
          className="view-pane"
          data-pane={pane.id}
          data-view={view.id}
          style={{ flex: `${pane.height} 0 ${pane.height / 2}px` }}
        >
          <div className="pane-choice">
            <ChoiceMenu
              name={strings.panes.choose(place + 1)}
              value={view.id}
              choices={choices}
              onChange={(base) => stage.setBase(pane.id, base, overlaysFor(base, pane))}
            />
          </div>
          <div className="pane-sides">
            <PaneSides pane={pane} view={view} />
          </div>
        </div>
      ))}
    </div>
  );
}
