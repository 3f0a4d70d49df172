import { Button } from 'react-aria-components';
import { later } from '../components/later.tsx';
import { Segments } from '../components/segments.tsx';
import { SwitchRow } from '../components/switch-row.tsx';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { checkStrings } from '../strings-provenance.ts';
import { THEMES } from './header.tsx';
import { OfflineText } from './status-bar.tsx';
import { StoragePanel } from './storage-panel.tsx';

const ListeningBox = later(async () => (await import('./monitor/listening-box.tsx')).ListeningBox);

/** What has no place on a small screen's first pages. */
export function MorePanel() {
  const { settings, shell } = useWorkbench();
  const { theme, singleKeys } = useApp((state) => state.settings);
  return (
    <section className="more" aria-label={strings.more.title}>
      <a className="button" href="#record">
        {strings.record.title}
      </a>
      <a className="button" href="#verify">
        {checkStrings.title}
      </a>
      <a className="button" href="#settings">
        {strings.screens.settings}
      </a>
      <Button className="button" onPress={() => shell.toggle('messages')}>
        {strings.messages}
      </Button>
      <h2 className="section-title">{strings.more.theme}</h2>
      <Segments
        name={strings.more.theme}
        value={theme}
        onChange={settings.setTheme}
        segments={THEMES.map(({ id, label }) => ({ id, label, name: label }))}
      />
      <h2 className="section-title">{strings.more.listening}</h2>
      <ListeningBox />
      <h2 className="section-title">{strings.shortcuts.title}</h2>
      <SwitchRow
        label={strings.shortcuts.single}
        detail={strings.shortcuts.singleDetail}
        on={singleKeys}
        onChange={settings.setSingleKeys}
      />
      <h2 className="section-title">{strings.storage.title}</h2>
      <StoragePanel />
      <h2 className="section-title">{strings.more.about}</h2>
      <p className="second">{strings.more.aboutText}</p>
      <OfflineText />
    </section>
  );
}
