import { Splitter } from '../../components/splitter.tsx';
import { useShell, useWorkbench } from '../../state/hooks.ts';
import { carried, nudged, PANEL_LIMITS, type PanelName, widthOf } from '../../state/panels.ts';
import { panelStrings } from '../../strings-panels.ts';

export interface PanelEdgeProps {
  readonly panel: PanelName;
  readonly open: boolean;
  /** The id of what stands there now. */
  readonly controls: string;
}

/** The edge between a side panel and the views. */
export function PanelEdge({ panel: name, open, controls }: PanelEdgeProps) {
  const { shell } = useWorkbench();
  const panel = useShell((state) => state.panels[name]);
  const usual = useShell(({ room }) => widthOf(name, panel, room));
  const width = open ? usual : 0;
  return (
    <Splitter
      name={panelStrings.resize[name]}
      controls={controls}
      side={name === 'library' ? 'left' : 'right'}
      width={width}
      limits={PANEL_LIMITS[name]}
      valueText={open ? panelStrings.pixels(width) : panelStrings.closed}
      onCarry={(wanted) => shell.setPanel(name, carried(name, panel, wanted))}
      onNudge={(by) => shell.setPanel(name, nudged(name, open ? { ...panel, width } : panel, open, by))}
      onToggle={() => shell.setPanel(name, { open: !open })}
      onReset={() => shell.setPanel(name, { width: null, open: true })}
      onSettle={shell.keepPanels}
    />
  );
}
