import { Circle, PanelLeftOpen, Plus, Search } from 'lucide-react';
import { focusLater } from '../../commands/focus.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { panelStrings } from '../../strings-panels.ts';
import { useKeyLabel } from '../use-keys.ts';

export interface LibraryRailProps {
  /** The library lies beside it, over the views. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** The folded library: the way to open it, and the ways in. */
export function LibraryRail({ open, onOpen }: LibraryRailProps) {
  const { library, shell } = useWorkbench();
  return (
    <nav className="rail" id="library-rail" tabIndex={-1} aria-label={panelStrings.rail}>
      <IconButton
        icon={PanelLeftOpen}
        label={panelStrings.library}
        keys={useKeyLabel('panel.library')}
        bare
        expanded={open}
        onPress={() => onOpen(!open)}
      />
      <IconButton
        icon={Search}
        label={panelStrings.search}
        keys={useKeyLabel('library.search')}
        bare
        onPress={() => {
          shell.set({ bin: false });
          onOpen(true);
          focusLater('#sound-search');
        }}
      />
      <IconButton
        icon={Plus}
        label={strings.library.add}
        keys={useKeyLabel('library.add')}
        bare
        onPress={() => void library.choose()}
      />
      <a className="button icon bare record-link" href="#record" aria-label={strings.record.title}>
        <Circle aria-hidden />
      </a>
    </nav>
  );
}
