import type { Screen } from '../state/app-state.ts';
import { VerifyScreen } from './provenance/verify-screen.tsx';
import { Record } from './record/record.tsx';
import { SettingsScreen } from './settings/settings.tsx';

/** The screens that are neither the workbench nor the sets. */
export function OtherScreen({ screen }: { readonly screen: Exclude<Screen, 'lab' | 'sets'> }) {
  if (screen === 'record') return <Record />;
  return screen === 'settings' ? <SettingsScreen /> : <VerifyScreen />;
}
