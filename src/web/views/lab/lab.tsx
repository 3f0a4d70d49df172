import { type CSSProperties, type ReactNode, useLayoutEffect } from 'react';
import { showPanel } from '../../commands/panel-commands.ts';
import { useMedia } from '../../components/browser-hooks.ts';
import { useShell, useWorkbench } from '../../state/hooks.ts';
import { isOpen, isWide, type Room, widthOf } from '../../state/panels.ts';
import { strings } from '../../strings.ts';
import { Header } from '../header.tsx';
import { LibraryPanel } from '../library.tsx';
import { RecipePanel } from '../recipe/recipe-panel.tsx';
import { Stage } from '../stage.tsx';
import { StatusBar } from '../status-bar.tsx';
import { Transport } from '../transport.tsx';
import { LibraryRail } from './library-rail.tsx';
import { PanelEdge } from './panel-edge.tsx';
import { RecipeStrip } from './recipe-strip.tsx';

/** The workbench on anything wider than a phone: library, views, recipe; the sides can be folded and, with room, resized. */
export function Lab() {
  const bench = useWorkbench();
  const wide = isWide(useRoom());
  const library = useShell((state) => isOpen('library', state));
  const recipe = useShell((state) => isOpen('recipe', state));
  const fold = () => showPanel(bench, 'library', false);
  const left = library ? 'library' : 'library-rail';
  return (
    <Frame wide={wide} library={library} recipe={recipe}>
      <Skips library={left} />
      <Header />
      {wide && library ? null : <LibraryRail open={library} onOpen={(open) => showPanel(bench, 'library', open)} />}
      {library ? <LibraryPanel onFold={fold} {...(wide ? {} : { onDone: fold })} /> : null}
      <main className="main">
        {wide ? <PanelEdge panel="library" open={library} controls={left} /> : null}
        <Stage />
        {wide ? <PanelEdge panel="recipe" open={recipe} controls="recipe" /> : null}
      </main>
      {recipe ? (
        <RecipePanel onFold={() => showPanel(bench, 'recipe', false)} />
      ) : (
        <RecipeStrip onOpen={() => showPanel(bench, 'recipe', true)} />
      )}
      <Transport withStatus={!recipe} />
      <StatusBar />
    </Frame>
  );
}

/** What the screen has room for, told to the shell before anything is drawn, so that commands know it too. */
function useRoom(): Room {
  const { shell } = useWorkbench();
  const huge = useMedia('(min-width: 2000px)');
  const wide = useMedia('(min-width: 1280px)');
  const roomy = useMedia('(min-width: 1024px)');
  const room = huge ? 'huge' : wide ? 'wide' : roomy ? 'roomy' : 'narrow';
  useLayoutEffect(() => shell.set({ room, ...(wide ? { over: false } : {}) }), [room, wide, shell]);
  return room;
}

interface FrameProps {
  readonly wide: boolean;
  readonly library: boolean;
  readonly recipe: boolean;
  readonly children: ReactNode;
}

/** The grid: while an edge is carried, nothing but its columns is made anew. */
function Frame({ wide, library, recipe, children }: FrameProps) {
  const left = useShell(({ panels, room }) => widthOf('library', panels.library, room));
  const right = useShell(({ panels, room }) => widthOf('recipe', panels.recipe, room));
  const json = useShell((state) => state.query);
  const columns = {
    '--library': wide && library ? `${left}px` : 'var(--folded)',
    '--recipe': recipe ? `${wide ? right : 340}px` : 'var(--folded)',
  };
  const names = ['app lab', wide ? 'wide' : 'middle', library ? 'with-library' : '', json && recipe ? 'json' : ''];
  return (
    <div className={names.join(' ')} style={columns as CSSProperties}>
      {children}
    </div>
  );
}

const REGIONS = ['library', 'views', 'recipe', 'transport', 'status'] as const;

function Skips({ library }: { readonly library: string }) {
  return (
    <nav className="skips" aria-label={strings.regions.skips}>
      {REGIONS.map((region) => (
        <a key={region} className="skip" href={`#${region === 'library' ? library : region}`}>
          {strings.regions.skip(strings.regions[region])}
        </a>
      ))}
    </nav>
  );
}
