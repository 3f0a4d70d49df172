import { Maximize2, ScanSearch, X } from 'lucide-react';
import { decimal, seconds } from '../components/format.ts';
import { IconButton } from '../components/icon-button.tsx';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { spanLength } from '../state/time-view.ts';
import { strings } from '../strings.ts';
import { useKeyLabel } from './use-keys.ts';

/** How long the selection is and where, what can be done with it, and its end. */
export function SelectionText() {
  const { view } = useWorkbench();
  const zoomKeys = useKeyLabel('view.selection');
  const selection = useApp((state) => state.view.selection);
  if (!selection) return null;
  const { start, end } = selection;
  return (
    <span className="selection-text">
      <span className="long">{strings.views.selected(decimal(start, 3), decimal(end, 3))}</span>
      <span className="length">{seconds(spanLength(selection))}</span>
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

/** Back to the whole sound. */
export function ShowAll({ disabled }: { readonly disabled: boolean }) {
  const { view } = useWorkbench();
  const keys = useKeyLabel('view.all');
  return (
    <IconButton
      icon={Maximize2}
      label={strings.views.zoomAll}
      keys={keys}
      bare
      disabled={disabled}
      onPress={view.showAll}
    />
  );
}
