import { useMedia } from '../components/browser-hooks.ts';
import { useApp, useShell, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { DropTarget } from './drop-target.tsx';
import { Floating } from './floating.tsx';
import { type DrawerState, Header } from './header.tsx';
import { LibraryPanel } from './library.tsx';
import { Notices } from './notices.tsx';
import { Phone } from './phone.tsx';
import { VerifyScreen } from './provenance/verify-screen.tsx';
import { RecipePanel } from './recipe/recipe-panel.tsx';
import { useRecipePaste } from './recipe/use-paste.ts';
import { Record, useRecordLoaded } from './record/record.tsx';
import { RecoveredPanel } from './record/recovered-panel.tsx';
import { ElsewhereBar } from './save-status.tsx';
import { Sets, useSetsLoaded } from './sets/sets.tsx';
import { Stage } from './stage.tsx';
import { StatusBar } from './status-bar.tsx';
import { Transport } from './transport.tsx';
import { useKeys } from './use-keys.ts';

const REGIONS = ['library', 'views', 'recipe', 'transport', 'status'] as const;
/** Not the fragments of their addresses, which are routes. */
const SCREEN_IDS = { sets: 'set-screen', record: 'record-screen', verify: 'verify-screen' } as const;

export function App() {
  const { navigation, shell } = useWorkbench();
  const screen = useApp((state) => state.screen);
  useSetsLoaded();
  useRecordLoaded();
  const phone = useMedia('(max-width: 767px)');
  const wide = useMedia('(min-width: 1280px)');
  const roomy = useMedia('(min-width: 1024px)');
  const tab = useShell((state) => state.tab);
  const drawers = useShell((state) => state.drawers);
  useKeys();
  useRecipePaste();
  const recipe = <RecipePanel />;
  if (phone) {
    return (
      <>
        <Phone
          tab={screen === 'lab' ? tab : screen === 'sets' ? 'sets' : 'more'}
          onTab={(next) => {
            if (next !== 'sets') shell.set({ tab: next });
            navigation.go(next === 'sets' ? 'sets' : 'lab');
          }}
          recipe={recipe}
          screen={screen}
        />
        <Floating />
        <DropTarget />
        <ElsewhereBar />
        <RecoveredPanel />
        <Notices />
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
        <main className="main">
          {screen === 'sets' ? <Sets /> : screen === 'record' ? <Record /> : <VerifyScreen />}
        </main>
        <Transport withStatus />
        <StatusBar />
        <Floating />
        <DropTarget />
        <ElsewhereBar />
        <RecoveredPanel />
        <Notices />
      </div>
    );
  }
  const open: DrawerState = wide
    ? { library: true, recipe: true }
    : { library: drawers.library ?? false, recipe: drawers.recipe ?? roomy };
  const setDrawer = (name: keyof DrawerState, now: boolean) => shell.set({ drawers: { ...drawers, [name]: now } });
  return (
    <div className={wide ? 'app wide' : middleClass(open)}>
      <nav className="skips" aria-label={strings.regions.skips}>
        {REGIONS.filter((region) => (region === 'library' || region === 'recipe' ? open[region] : true)).map(
          (region) => (
            <a key={region} className="skip" href={`#${region}`}>
              {strings.regions.skip(strings.regions[region])}
            </a>
          ),
        )}
      </nav>
      {wide ? <Header /> : <Header drawers={open} onDrawer={setDrawer} />}
      {open.library ? <LibraryPanel {...(wide ? {} : { onDone: () => setDrawer('library', false) })} /> : null}
      <main className="main">
        <Stage />
      </main>
      {open.recipe ? recipe : null}
      <Transport withStatus={!open.recipe} />
      <StatusBar />
      <Floating />
      <DropTarget />
      <ElsewhereBar />
      <RecoveredPanel />
      <Notices />
    </div>
  );
}

function middleClass({ library, recipe }: DrawerState): string {
  return `app middle${library ? ' with-library' : ''}${recipe ? ' with-recipe' : ''}`;
}
