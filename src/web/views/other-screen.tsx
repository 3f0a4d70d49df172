import type { Screen } from '../state/app-state.ts';
import { Verify } from './provenance/verify.tsx';
import { Record } from './record/record.tsx';
import { SettingsScreen } from './settings/settings.tsx';

/** The screens that are neither the workbench nor the sets. */
export function OtherScreen({ screen }: { readonly screen: Exclude<Screen, 'lab' | 'sets'> }) {
  if (screen === 'record') return <Record />;
  return screen === 'settings' ? <SettingsScreen /> : <Verify />;
}
