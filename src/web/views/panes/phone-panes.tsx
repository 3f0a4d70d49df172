import { ChoiceMenu } from '../../components/choice-menu.tsx';
import type { View } from '../../layers/layer.ts';
import { VIEWS, viewOf } from '../../layers/registry.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { type Pane, PHONE_PANES } from '../../state/layout.ts';
import { stageOf } from '../../state/staging.ts';
import { strings } from '../../strings.ts';
import { PaneBody } from './pane-body.tsx';
import { overlaysFor, PaneMenu } from './pane-menu.tsx';

/** A small screen shows the first panes of the layout. */
export function PhonePanes() {
  const panes = useApp(({ recipe }) => stageOf(recipe.present).panes);
  const shown = panes.flatMap((pane) => {
    const view = viewOf(pane.base);
    return view ? [{ pane, view }] : [];
  });
  return (
    <div className="pane-stack">
      {shown.slice(0, PHONE_PANES).map(({ pane, view }, place) => (
        <PhonePane key={pane.id} pane={pane} view={view} place={place} />
      ))}
    </div>
  );
}

interface PhonePaneProps {
  readonly pane: Pane;
  readonly view: View;
  readonly place: number;
}

const CHOICES = VIEWS.map(({ id, name }) => ({ id, label: name }));

/** A pane under its head: the chooser of its view, and its menu. */
function PhonePane({ pane, view, place }: PhonePaneProps) {
  const { stage } = useWorkbench();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a pane is no form group
    <div
      role="group"
      aria-label={view.name}
      className="view-pane"
      data-pane={pane.id}
      data-view={view.id}
      style={{ flexGrow: pane.height }}
      {...(view.id === 'f0' ? { 'data-scope': 'f0' } : {})}
    >
      <div className="pane-head">
        <ChoiceMenu
          name={strings.panes.choose(place + 1)}
          value={view.id}
          choices={CHOICES}
          onChange={(base) => stage.setBase(pane.id, base, overlaysFor(base, pane))}
          placement="bottom start"
        />
        <span className="spring" />
        <PaneMenu pane={pane} name={view.name} />
      </div>
      <PaneBody pane={pane} view={view} />
    </div>
  );
}
