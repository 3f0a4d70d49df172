import { later } from '../../components/later.tsx';
import { settingsStrings } from '../../strings-settings.ts';

/** The settings, which not every visitor waits for. */
export const SettingsScreen = later(
  async () => (await import('./settings-panel.tsx')).SettingsPanel,
  <p className="quiet screen-empty">{settingsStrings.loading}</p>,
);
