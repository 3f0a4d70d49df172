import { GripVertical } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { View } from '../../layers/layer.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { LEAST_HEIGHT, type Pane } from '../../state/layout.ts';
import { strings } from '../../strings.ts';
import { PaneBody } from './pane-body.tsx';
import { usePaneCarry } from './pane-carry.ts';
import { PaneMenu } from './pane-menu.tsx';
import { PaneSplitter } from './pane-splitter.tsx';

/** Of the height that a pane would like to have. */
const LEAST_SHARE = 0.8;

export interface ViewPaneProps {
  readonly pane: Pane;
  readonly view: View;
  readonly place: number;
  readonly count: number;
  /** It gives way a little before the stack is scrolled: nobody chose its height. */
  readonly fits: boolean;
}

/** A pane with its rail: name, menu and handle on the left; source above result; the splitter below. */
export function ViewPane({ pane, view, place, count, fits }: ViewPaneProps) {
  const { stage, settings } = useWorkbench();
  const carry = usePaneCarry(pane.id);
  const t = strings.panes;
  const move = (by: number) => {
    if (place + by < 0 || place + by >= count) return;
    stage.move(pane.id, by);
    settings.say(t.moved(view.name, place + by + 1, count));
  };
  /** The same keys as on the cards of the recipe. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowUp') move(-1);
    else if (event.altKey && event.key === 'ArrowDown') move(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a pane is no form group
    <div
      role="group"
      aria-label={view.name}
      className={`view-pane${carry.held ? ' held' : ''}`}
      data-pane={pane.id}
      data-view={view.id}
      style={{
        flex: `${pane.height} ${fits ? 1 : 0} ${pane.height}px`,
        minHeight: fits ? Math.max(LEAST_SHARE * pane.height, LEAST_HEIGHT) : LEAST_HEIGHT,
      }}
      onKeyDown={onKeyDown}
      {...(view.id === 'f0' ? { 'data-scope': 'f0' } : {})}
    >
      <div className="pane-rail">
        <PaneMenu pane={pane} name={view.name} place={{ first: place === 0, last: place === count - 1 }} />
        <span className="pane-name" aria-hidden>
          {view.name}
        </span>
        <button type="button" className="grip pane-grip" aria-label={t.carry(view.name)} {...carry.handle}>
          <GripVertical aria-hidden />
        </button>
      </div>
      <PaneBody pane={pane} view={view} />
      <PaneSplitter pane={pane} name={view.name} usual={view.height} />
    </div>
  );
}
