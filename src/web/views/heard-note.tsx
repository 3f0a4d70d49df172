import type { Side } from '../services/player.ts';
import { useApp } from '../state/hooks.ts';
import { sideName } from '../state/other-side.ts';
import { strings } from '../strings.ts';

/** Which side is heard, where that is not the one that is seen: X switches the ear, and V the eye. */
export function HeardNote({ seen }: { readonly seen?: Side }) {
  const heard = useApp((state) => {
    const { view, player, monitor } = state;
    if (view.display.compare === 'both' || monitor.blind) return undefined;
    if (monitor.others[player.side]?.sound) return strings.compare.hearsOther(sideName(state, player.side));
    return player.side === seen ? undefined : strings.compare.hears[player.side];
  });
  return heard === undefined ? null : <span className="heard-note">{heard}</span>;
}
