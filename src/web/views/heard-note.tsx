import type { Side } from '../services/player.ts';
import { useApp } from '../state/hooks.ts';
import { strings } from '../strings.ts';

/** Which side is heard, where that is not the one that is seen: X switches the ear, and V the eye. */
export function HeardNote({ seen }: { readonly seen?: Side }) {
  const heard = useApp(({ view, player, monitor }) =>
    view.display.compare === 'both' || monitor.blind ? undefined : player.side,
  );
  if (heard === undefined || heard === seen) return null;
  return <span className="heard-note">{strings.compare.hears[heard]}</span>;
}
