import { useMemo, useState } from 'react';
import { useMedia } from '../components/browser-hooks.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { DropTarget } from './drop-target.tsx';
import { type DrawerState, Header } from './header.tsx';
import { LibraryPanel } from './library.tsx';
import { Notices } from './notices.tsx';
import { Phone, type PhoneTab } from './phone.tsx';
import { VerifyScreen } from './provenance/verify-screen.tsx';
import { type Adding, RecipePanel } from './recipe/recipe-panel.tsx';
import { useRecipePaste } from './recipe/use-paste.ts';
import { ElsewhereBar } from './save-status.tsx';
import { Sets, useSetsLoaded } from './sets/sets.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { Stage } from './stage.tsx';
import { StatusBar } from './status-bar.tsx';
import { Transport } from './transport.tsx';
import { useKeys } from './use-keys.ts';

const REGIONS = ['library', 'views', 'recipe', 'transport', 'status'] as const;
/** Not the fragments of their addresses, which are routes. */
const SCREEN_IDS = { sets: 'set-screen', verify: 'verify-screen' } as const;

export function App() {
  const { take, navigation } = useWorkbench();
  const screen = useApp((state) => state.screen);
  useSetsLoaded();
  const phone = useMedia('(max-width: 767px)');
  const wide = useMedia('(min-width: 1280px)');
  const roomy = useMedia('(min-width: 1024px)');
  const [sheetOpen, setSheetOpen] = useState(false);
  const [queryOpen, setQueryOpen] = useState(false);
  const [adding, setAdding] = useState<Adding>();
  const [tab, setTab] = useState<PhoneTab>('listen');
  const [drawers, setDrawers] = useState<Partial<DrawerState>>({});
  const controls = useMemo(
    () => ({
      toggleSheet: () => setSheetOpen((open) => !open),
      toggleQuery: () => setQueryOpen((open) => !open),
      addStep: () => setAdding({ behind: undefined }),
      export: () => void take.save(),
    }),
    [take],
  );
  const table = useKeys(controls);
  useRecipePaste();
  const recipe = <RecipePanel queryOpen={queryOpen} onQuery={setQueryOpen} adding={adding} onAdding={setAdding} />;
  const sheet = <ShortcutSheet open={sheetOpen} table={table} onClose={() => setSheetOpen(false)} />;
  if (phone) {
    return (
      <>
        <Phone
          tab={screen === 'lab' ? tab : screen === 'sets' ? 'sets' : 'more'}
          onTab={(next) => {
            if (next !== 'sets') setTab(next);
            navigation.go(next === 'sets' ? 'sets' : 'lab');
          }}
          recipe={recipe}
          verifying={screen === 'verify'}
        />
        {sheet}
        <DropTarget />
        <ElsewhereBar />
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
        <Header onShortcuts={controls.toggleSheet} />
        <main className="main">{screen === 'sets' ? <Sets /> : <VerifyScreen />}</main>
        <Transport withStatus />
        <StatusBar />
        {sheet}
        <DropTarget />
        <ElsewhereBar />
        <Notices />
      </div>
    );
  }
  const open: DrawerState = wide
    ? { library: true, recipe: true }
    : { library: drawers.library ?? false, recipe: drawers.recipe ?? roomy };
  const setDrawer = (name: keyof DrawerState, now: boolean) => setDrawers((before) => ({ ...before, [name]: now }));
  return (
    <div className={wide ? 'app wide' : `app middle${open.recipe ? ' with-recipe' : ''}`}>
      <nav className="skips" aria-label={strings.regions.skips}>
        {REGIONS.filter((region) => (region === 'library' || region === 'recipe' ? open[region] : true)).map(
          (region) => (
            <a key={region} className="skip" href={`#${region}`}>
              {strings.regions.skip(strings.regions[region])}
            </a>
          ),
        )}
      </nav>
      {wide ? (
        <Header onShortcuts={controls.toggleSheet} />
      ) : (
        <Header drawers={open} onDrawer={setDrawer} onShortcuts={controls.toggleSheet} />
      )}
      {open.library ? <LibraryPanel {...(wide ? {} : { onDone: () => setDrawer('library', false) })} /> : null}
      <main className="main">
        <Stage />
      </main>
      {open.recipe ? recipe : null}
      <Transport withStatus={!open.recipe} />
      <StatusBar />
      {sheet}
      <DropTarget />
      <ElsewhereBar />
      <Notices />
    </div>
  );
}
