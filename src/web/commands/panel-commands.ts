import { isOpen, isWide, type PanelName } from '../state/panels.ts';
import type { Workbench } from '../state/workbench.ts';
import { panelStrings } from '../strings-panels.ts';
import type { Command } from './command.ts';
import { focusLater } from './focus.ts';

const panel = (id: string, sentence: string, keys: readonly string[], run: Command['run'], words: string): Command => ({
  ...{ id: `panel.${id}`, sentence, scope: 'everywhere', keys, run, words, screen: 'lab' },
});

export const panelCommands: readonly Command[] = [
  panel(
    'library',
    panelStrings.toggleLibrary,
    ['\\'],
    (bench) => toggle(bench, 'library'),
    'side panel rail fold open',
  ),
  panel('recipe', panelStrings.toggleRecipe, ['|'], (bench) => toggle(bench, 'recipe'), 'side panel strip fold open'),
  {
    ...panel('columns', panelStrings.columns, [], switchColumns, 'two columns wide compare'),
    whyNot: ({ shell }) => (shell.store.getState().room === 'huge' ? undefined : panelStrings.noColumns),
  },
];

/** Where the focus goes on in a panel that was opened or folded: the open sound, the search, the first step. */
const INSIDE = {
  library: '#library :is([role="row"][aria-selected="true"], #sound-search)',
  recipe: '#recipe :is([data-step-head], .button)',
};
const FOLDED = { library: '#library-rail .button', recipe: '#recipe .button' };

/** Opens or folds a side panel, and takes the focus with it. */
export function showPanel({ shell }: Workbench, name: PanelName, open: boolean): void {
  if (name === 'library' && !isWide(shell.store.getState().room)) shell.set({ over: open });
  else shell.setPanel(name, { open });
  shell.keepPanels();
  focusLater(open ? INSIDE[name] : FOLDED[name]);
}

function toggle(bench: Workbench, name: PanelName): void {
  showPanel(bench, name, !isOpen(name, bench.shell.store.getState()));
}

function switchColumns({ shell }: Workbench): void {
  shell.setColumns(!shell.store.getState().panels.columns);
}
