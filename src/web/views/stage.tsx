import { Columns2, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useFrames } from '../components/browser-hooks.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Tip } from '../components/tip.tsx';
import { useApp, useShell, useWorkbench } from '../state/hooks.ts';
import { isWhole, spanLength } from '../state/time-view.ts';
import { strings } from '../strings.ts';
import { panelStrings } from '../strings-panels.ts';
import { DisplayMenu } from './display-menu.tsx';
import { Overview } from './overview.tsx';
import { CompareMenu } from './panes/compare-menu.tsx';
import { AddViewMenu, LayoutMenu } from './panes/layout-menu.tsx';
import { MarksMenu } from './panes/marks-menu.tsx';
import { PaneStack } from './panes/pane-stack.tsx';
import { ReadoutStrip } from './panes/readout-strip.tsx';
import { Ruler } from './ruler.tsx';
import { SelectionText, ShowAll } from './selection-text.tsx';
import { useKeyLabel } from './use-keys.ts';
import { ViewSettings } from './view-settings.tsx';

export interface StageProps {
  /** What a small screen has in place of the bar and the stack. */
  readonly bar?: ReactNode;
  readonly panes?: ReactNode;
}

/** The pictures, all on one time axis. */
export function Stage({ bar = <StageBar />, panes = <PaneStack /> }: StageProps) {
  usePageFollow();
  const columns = useColumns();
  return (
    <section
      className={columns ? 'stage columns' : 'stage'}
      id="views"
      data-scope="views"
      tabIndex={-1}
      aria-label={strings.regions.views}
    >
      {bar}
      <Overview />
      {panes}
      <div className="rulers">
        <Ruler />
        {columns ? <Ruler /> : null}
      </div>
      <ReadoutStrip />
    </section>
  );
}

/** Whether source and result stand beside each other: each has the common time axis under it. */
function useColumns(): boolean {
  return useShell(({ panels, room }) => panels.columns && room === 'huge');
}

function ColumnsButton() {
  const { shell } = useWorkbench();
  const huge = useShell((state) => state.room === 'huge');
  const columns = useShell((state) => state.panels.columns);
  const keys = useKeyLabel('panel.columns');
  if (!huge) return null;
  return (
    <Tip label={panelStrings.columns} keys={keys}>
      <ToggleButton
        className="button icon bare"
        aria-label={panelStrings.columns}
        isSelected={columns}
        onChange={shell.setColumns}
      >
        <Columns2 aria-hidden />
      </ToggleButton>
    </Tip>
  );
}

/** When the playhead runs out of the view, the view turns the page. */
function usePageFollow(): void {
  const { store, player, view } = useWorkbench();
  const playing = useApp((state) => state.player.playing);
  useFrames(() => {
    if (!playing) return;
    const { time } = store.getState().view;
    const position = player.position();
    if (position > time.end) view.pan(spanLength(time));
    else if (position < time.start) view.pan(position - time.start);
  }, playing);
}

function StageBar() {
  const { view, store } = useWorkbench();
  const ready = useApp((state) => state.source !== undefined);
  const whole = useApp((state) => isWhole(state.view.time, state.source?.sound.duration ?? 0));
  const zoom = (factor: number) => {
    const { time } = store.getState().view;
    view.zoom(factor, (time.start + time.end) / 2, 800);
  };
  return (
    <div className="stage-bar">
      <LayoutMenu />
      <ColumnsButton />
      <AddViewMenu />
      <CompareMenu />
      <MarksMenu />
      <IconButton
        icon={ZoomIn}
        label={strings.views.zoomIn}
        keys={useKeyLabel('view.zoomIn')}
        bare
        disabled={!ready}
        onPress={() => zoom(2)}
      />
      <IconButton
        icon={ZoomOut}
        label={strings.views.zoomOut}
        keys={useKeyLabel('view.zoomOut')}
        bare
        disabled={whole}
        onPress={() => zoom(0.5)}
      />
      <ShowAll disabled={whole} />
      <SelectionText />
      <span className="spring" />
      <ViewSettings />
      <DisplayMenu />
    </div>
  );
}
