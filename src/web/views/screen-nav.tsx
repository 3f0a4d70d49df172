import { useStore } from 'zustand';
import type { Screen } from '../state/app-state.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { minutes } from './record/times.ts';

const SCREENS: readonly { readonly id: Screen; readonly address: string }[] = [
  { id: 'lab', address: '#' },
  { id: 'sets', address: '#sets' },
  { id: 'record', address: '#record' },
  { id: 'verify', address: '#verify' },
];

/** The screens as plain links: Back goes back, and each has an address. */
export function ScreenNav() {
  const screen = useApp((state) => state.screen);
  return (
    <nav className="screens" aria-label={strings.screens.name}>
      {SCREENS.map(({ id, address }) => (
        <a key={id} href={address} className="screen-link" aria-current={screen === id ? 'page' : undefined}>
          {strings.screens[id]}
          {id === 'sets' ? <RunCount /> : null}
          {id === 'record' ? <TakeClock /> : null}
        </a>
      ))}
    </nav>
  );
}

/** A run goes on while another screen is shown; this says how far it is. */
function RunCount() {
  const { sets } = useWorkbench();
  const { status, done, total } = useStore(sets.store, (state) => state.run);
  if (status === 'idle') return null;
  return <span className="screen-count">{strings.screens.progress(done, total)}</span>;
}

/** A take goes on while another screen is shown; this says so. */
function TakeClock() {
  const { recording } = useWorkbench();
  const seconds = useStore(recording.store, ({ phase, take, granted }) =>
    phase.phase === 'recording' ? Math.floor((take?.frames ?? 0) / (granted?.sampleRate ?? 1)) : undefined,
  );
  if (seconds === undefined) return null;
  return (
    <span className="screen-count taking">
      <span aria-hidden>{strings.record.mark}</span>
      {minutes(seconds, 0)}
    </span>
  );
}
