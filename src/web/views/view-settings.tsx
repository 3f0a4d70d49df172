import { ChoiceMenu } from '../components/choice-menu.tsx';
import { kilohertz } from '../components/format.ts';
import { Segments } from '../components/segments.tsx';
import type { FrequencyRange } from '../state/app-state.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';

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
