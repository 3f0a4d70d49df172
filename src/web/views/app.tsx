import { useMedia } from '../components/browser-hooks.ts';
import { later } from '../components/later.tsx';
import { useScreen, useShell, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { DropTarget } from './drop-target.tsx';
import { Floating } from './floating.tsx';
import { Header } from './header.tsx';
import { Lab } from './lab/lab.tsx';
import { LaterParts } from './lazy.tsx';
import { Notices } from './notices.tsx';
import { OtherScreen } from './other-screen.tsx';
import { RecipePanel } from './recipe/recipe-panel.tsx';
import { useRecipePaste } from './recipe/use-paste.ts';
import { RecoveredPanel } from './record/recovered-panel.tsx';
import { ElsewhereBar } from './save-status.tsx';
import { Sets } from './sets/sets.tsx';
import { StatusBar } from './status-bar.tsx';
import { Transport } from './transport.tsx';
import { useKeys } from './use-keys.ts';

const Phone = later(async () => (await import('./phone.tsx')).Phone);

/** Not the fragments of their addresses, which are routes. */
const SCREEN_IDS = {
  sets: 'set-screen',
  record: 'record-screen',
  verify: 'verify-screen',
  settings: 'settings-screen',
} as const;

export function App() {
  const { navigation, shell } = useWorkbench();
  const screen = useScreen();
  const phone = useMedia('(max-width: 767px)');
  const tab = useShell((state) => state.tab);
  useKeys();
  useRecipePaste();
  if (phone) {
    return (
      <>
        <Phone
          tab={screen === 'lab' ? tab : screen === 'sets' ? 'sets' : 'more'}
          onTab={(next) => {
            if (next !== 'sets') shell.set({ tab: next });
            navigation.go(next === 'sets' ? 'sets' : 'lab');
          }}
          recipe={<RecipePanel />}
          screen={screen}
        />
        <Everywhere />
      </>
    );
  }
  if (screen !== 'lab') {
    return (
      <div className="app screen">
        <nav className="skips" aria-label={strings.regions.skips}>
          <a className="skip" href={`#${SCREEN_IDS[screen]}`}>
            {strings.regions.skip(strings.screens[screen])}
          </a>
          {(['transport', 'status'] as const).map((region) => (
            <a key={region} className="skip" href={`#${region}`}>
              {strings.regions.skip(strings.regions[region])}
            </a>
          ))}
        </nav>
        <Header />
        <main className="main">{screen === 'sets' ? <Sets /> : <OtherScreen screen={screen} />}</main>
        <Transport withStatus />
        <StatusBar />
        <Everywhere />
      </div>
    );
  }
  return (
    <>
      <Lab />
      <Everywhere />
    </>
  );
}

/** What stands on every screen. */
function Everywhere() {
  return (
    <>
      <LaterParts />
      <Floating />
      <DropTarget />
      <ElsewhereBar />
      <RecoveredPanel />
      <Notices />
    </>
  );
}
