import '../../styles/settings.css';
import { AppError } from '../../../core/base/errors.ts';
import { hasPraatKeys, withPraatKeys } from '../../commands/key-editing.ts';
import { COMMANDS } from '../../commands/registry.ts';
import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { MAP_NAMES } from '../../components/plot/colour-map.ts';
import { Segments } from '../../components/segments.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import type { Display } from '../../state/display.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { VERBOSITIES } from '../../state/settings.ts';
import { strings } from '../../strings.ts';
import { settingsStrings as t } from '../../strings-settings.ts';
import { displayStrings } from '../../strings-views.ts';
import { THEMES } from '../header.tsx';
import { OfflineText } from '../status-bar.tsx';
import { StoragePanel } from '../storage-panel.tsx';
import { KeyMapEditor } from './key-map-editor.tsx';

/** What is chosen for this device. */
export function SettingsPanel() {
  return (
    <section className="settings" id="settings-screen" tabIndex={-1} aria-label={t.title}>
      <div className="settings-columns">
        <div className="settings-side">
          <h1>{t.title}</h1>
          <p className="second">{t.intro}</p>
          <Look />
          <Gestures />
          <Speech />
          <div className="settings-part">
            <h2>{t.storage}</h2>
            <StoragePanel />
            <OfflineText />
          </div>
        </div>
        <KeyMapEditor />
      </div>
    </section>
  );
}

function Look() {
  const { settings, view } = useWorkbench();
  const theme = useApp((state) => state.settings.theme);
  const map = useApp((state) => state.view.display.map);
  return (
    <section className="settings-part" aria-labelledby="settings-look">
      <h2 id="settings-look">{t.look}</h2>
      <ChoiceRow name={t.theme} value={theme} choices={THEMES} onChange={settings.setTheme} />
      <div className="settings-row">
        <span>{t.map}</span>
        <ChoiceMenu
          name={t.map}
          value={map}
          choices={(['theme', ...MAP_NAMES] as const).map((id) => ({ id, label: displayStrings.maps[id] }))}
          onChange={(chosen: Display['map']) => view.setDisplay({ map: chosen })}
        />
      </div>
    </section>
  );
}

function Gestures() {
  const { settings } = useWorkbench();
  const { singleKeys, wheelZooms, keys } = useApp((state) => state.settings);
  const setPraat = (on: boolean) => {
    try {
      settings.takeKeys(withPraatKeys(COMMANDS, keys, on));
    } catch (thrown) {
      settings.notify({ text: AppError.from(thrown).message, tone: 'problem' });
    }
  };
  return (
    <section className="settings-part" aria-labelledby="settings-gestures">
      <h2 id="settings-gestures">{t.gestures}</h2>
      <SwitchRow
        label={strings.shortcuts.single}
        detail={strings.shortcuts.singleDetail}
        on={singleKeys}
        onChange={settings.setSingleKeys}
      />
      <SwitchRow label={t.wheel} detail={t.wheelDetail} on={wheelZooms} onChange={settings.setWheelZooms} />
      <SwitchRow label={t.praat} detail={t.praatDetail} on={hasPraatKeys(COMMANDS, keys)} onChange={setPraat} />
    </section>
  );
}

function Speech() {
  const { settings } = useWorkbench();
  const verbosity = useApp((state) => state.settings.verbosity);
  return (
    <section className="settings-part" aria-labelledby="settings-speech">
      <h2 id="settings-speech">{t.speech}</h2>
      <ChoiceRow
        name={t.verbosity}
        value={verbosity}
        choices={VERBOSITIES.map((id) => ({ id, label: t.verbosities[id] }))}
        onChange={settings.setVerbosity}
      />
      <p className="quiet settings-note">{t.verbosityDetail[verbosity]}</p>
    </section>
  );
}

interface ChoiceRowProps<T extends string> {
  readonly name: string;
  readonly value: T;
  readonly choices: readonly { readonly id: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

function ChoiceRow<T extends string>({ name, value, choices, onChange }: ChoiceRowProps<T>) {
  const segments = choices.map(({ id, label }) => ({ id, label, name: label }));
  return (
    <div className="settings-row">
      <span>{name}</span>
      <Segments name={name} value={value} onChange={onChange} segments={segments} />
    </div>
  );
}
