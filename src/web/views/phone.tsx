import '../styles/phone-views.css';
import { AudioLines, Ellipsis, Layers, Library, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useLayoutEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { later } from '../components/later.tsx';
import { spectrogram } from '../layers/spectrogram.ts';
import type { Screen } from '../state/app-state.ts';
import { useWorkbench } from '../state/hooks.ts';
import type { PhoneTab } from '../state/shell.ts';
import { strings } from '../strings.ts';
import { Header } from './header.tsx';
import { LibraryPanel } from './library.tsx';
import { OtherScreen } from './other-screen.tsx';
import { PaneSide } from './pane-side.tsx';
import { PhoneBar } from './panes/phone-bar.tsx';
import { PhonePanes } from './panes/phone-panes.tsx';
import { Sets } from './sets/sets.tsx';
import { Stage } from './stage.tsx';
import { StatusBar } from './status-bar.tsx';
import { Transport } from './transport.tsx';

const MorePanel = later(async () => (await import('./more-panel.tsx')).MorePanel);

/** What is heard, seen above the recipe. */
const BESIDE_RECIPE = { id: 'beside-recipe', base: spectrogram.id, overlays: ['f0'], height: 72 };

const TABS = [
  { id: 'library', icon: Library },
  { id: 'look', icon: AudioLines },
  { id: 'recipe', icon: SlidersHorizontal },
  { id: 'sets', icon: Layers },
  { id: 'more', icon: Ellipsis },
] as const;

export interface PhoneProps {
  readonly tab: PhoneTab;
  readonly onTab: (tab: PhoneTab) => void;
  readonly recipe: ReactNode;
  /** Those without a tab of their own are shown by the last one. */
  readonly screen: Screen;
}

/** One column: the tab's content, the transport always in reach, the tabs under the thumb. */
export function Phone({ tab, onTab, recipe, screen }: PhoneProps) {
  const { shell } = useWorkbench();
  useLayoutEffect(() => {
    shell.set({ phone: true });
    return () => shell.set({ phone: false });
  }, [shell]);
  return (
    <div className="app phone">
      <Header phone />
      <StatusBar onlyNews />
      <main className="phone-main">
        <Tabs
          className="phone-tabs"
          selectedKey={tab}
          onSelectionChange={(key) => {
            const chosen = TABS.find(({ id }) => id === key);
            if (chosen) onTab(chosen.id);
          }}
        >
          <TabList className="tab-bar" aria-label={strings.tabs.name}>
            {TABS.map(({ id, icon: Icon }) => (
              <Tab key={id} id={id} className="tab">
                <Icon aria-hidden />
                {strings.tabs[id]}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="library" className="phone-page">
            <LibraryPanel onDone={() => onTab('look')} />
          </TabPanel>
          <TabPanel id="look" className="phone-page">
            <Stage bar={<PhoneBar />} panes={<PhonePanes />} />
          </TabPanel>
          <TabPanel id="recipe" className="phone-page recipe-page">
            <PaneSide pane={BESIDE_RECIPE} view={spectrogram} side="result" />
            {recipe}
          </TabPanel>
          <TabPanel id="sets" className="phone-page">
            <Sets compact />
          </TabPanel>
          <TabPanel id="more" className="phone-page">
            {screen === 'sets' || screen === 'lab' ? <MorePanel /> : <OtherScreen screen={screen} />}
          </TabPanel>
          <Transport withStatus={tab === 'look'} compact />
        </Tabs>
      </main>
    </div>
  );
}
