import { Columns2, Maximize2, ScanSearch, X, ZoomIn, ZoomOut } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { useFrames } from '../components/browser-hooks.ts';
import { ChoiceMenu } from '../components/choice-menu.tsx';
import { decimal, kilohertz, seconds } from '../components/format.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Segments } from '../components/segments.tsx';
import { Tip } from '../components/tip.tsx';
import type { FrequencyRange } from '../state/app-state.ts';
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
import { PhonePanes } from './panes/phone-panes.tsx';
import { ReadoutStrip } from './panes/readout-strip.tsx';
import { Ruler } from './ruler.tsx';
import { useKeyLabel } from './use-keys.ts';

/** The pictures, all on one time axis. */
export function Stage({ compact = false }: { readonly compact?: boolean }) {
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
      {compact ? null : <StageBar />}
      <Overview />
      {compact ? <PhonePanes /> : <PaneStack />}
      <div className="rulers">
        <Ruler />
        {columns ? <Ruler /> : null}
      </div>
      {compact ? null : <ReadoutStrip />}
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
      <IconButton
        icon={Maximize2}
        label={strings.views.zoomAll}
        keys={useKeyLabel('view.all')}
        bare
        disabled={whole}
        onPress={view.showAll}
      />
      <SelectionText />
      <span className="spring" />
      <ViewSettings />
      <DisplayMenu />
    </div>
  );
}

function SelectionText() {
  const { view } = useWorkbench();
  const zoomKeys = useKeyLabel('view.selection');
  const selection = useApp((state) => state.view.selection);
  if (!selection) return null;
  const { start, end } = selection;
  return (
    <span className="selection-text">
      <span className="long">{strings.views.selected(decimal(start, 3), decimal(end, 3))}</span>
      {seconds(spanLength(selection))}
      <IconButton
        icon={ScanSearch}
        label={strings.views.zoomSelection}
        keys={zoomKeys}
        bare
        onPress={view.showSelection}
      />
      <IconButton
        icon={X}
        label={strings.views.clearSelection}
        keys="Esc"
        bare
        onPress={() => view.select(undefined)}
      />
    </span>
  );
}

/** Channel, analysis window, frequency range. */
export function ViewSettings() {
  const { view } = useWorkbench();
  const { range, window, channel } = useApp((state) => state.view);
  const sound = useApp((state) => state.source?.sound);
  const top = kilohertz((sound?.sampleRate ?? 44_100) / 2);
  const channels = sound?.channelCount ?? 1;
  return (
    <>
      {channels > 1 ? (
        <Segments
          name={strings.views.channel}
          value={String(channel)}
          onChange={(id) => view.setChannel(Number(id))}
          segments={Array.from({ length: Math.min(channels, 8) }, (_, index) => ({
            id: String(index),
            name: channelName(index, channels),
            label: channels === 2 ? channelName(index, channels).charAt(0) : String(index + 1),
          }))}
        />
      ) : null}
      <ChoiceMenu
        name={strings.views.window}
        value={window}
        onChange={view.setWindow}
        choices={[
          { id: 'wide', label: strings.views.wide, detail: strings.views.wideDetail },
          { id: 'narrow', label: strings.views.narrow, detail: strings.views.narrowDetail },
        ]}
      />
      <ChoiceMenu
        name={strings.views.range}
        value={String(range)}
        onChange={(id) => view.setRange(rangeOf(id))}
        choices={[
          { id: '5000', label: strings.views.rangeUpTo(kilohertz(5000)) },
          { id: '8000', label: strings.views.rangeUpTo(kilohertz(8000)) },
          { id: 'full', label: strings.views.rangeFull(top) },
        ]}
      />
    </>
  );
}

function channelName(index: number, count: number): string {
  if (count !== 2) return strings.views.channelNumber(index);
  return index === 0 ? strings.views.left : strings.views.right;
}

function rangeOf(id: string): FrequencyRange {
  if (id === '5000') return 5000;
  return id === '8000' ? 8000 : 'full';
}
