import { lazy, Suspense, useEffect } from 'react';
import { settingsStrings } from '../../strings-settings.ts';

const load = () => import('./settings-panel.tsx');
const SettingsPanel = lazy(async () => ({ default: (await load()).SettingsPanel }));

/** The settings, which not every visitor waits for. */
export function SettingsScreen() {
  return (
    <Suspense fallback={<p className="quiet screen-empty">{settingsStrings.loading}</p>}>
      <SettingsPanel />
    </Suspense>
  );
}

/** Fetches them behind everything else, so that they are there when the network no longer is. */
export function useSettingsLoaded(): void {
  useEffect(() => {
    load().catch(() => undefined);
  }, []);
}
