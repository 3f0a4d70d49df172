import type { ThemeChoice } from '../state/app-state.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { goUp } from '../views/recipe/go-up.ts';
import type { Command } from './command.ts';

const t = commandStrings.app;
const { reasons } = commandStrings;

const app = (id: string, sentence: string, run: Command['run'], rest: Partial<Command> = {}): Command => ({
  ...{ id: `app.${id}`, sentence, scope: 'everywhere', keys: [], run },
  ...rest,
});

const theme = (id: ThemeChoice): Command =>
  app(`theme.${id}`, t[id], ({ settings }) => settings.setTheme(id), {
    words: 'colour color appearance mode contrast',
    whyNot: ({ store }) => (store.getState().settings.theme === id ? reasons.here : undefined),
  });

export const appCommands: readonly Command[] = [
  app('palette', t.palette, ({ shell }) => shell.openPalette(), {
    keys: ['Ctrl+K'],
    short: commandStrings.short.find,
    words: 'search palette',
    whyNot: ({ shell }) => (shell.store.getState().palette === undefined ? undefined : reasons.here),
  }),
  app('sheet', t.sheet, ({ shell }) => shell.toggle('sheet'), {
    keys: ['?'],
    short: commandStrings.short.shortcuts,
    words: 'help keys list',
  }),
  app('messages', t.messages, ({ shell }) => shell.toggle('messages'), {
    words: 'notices problems errors news log history notifications',
  }),
  app('escape', t.escape, endSomething, { keys: ['Escape'] }),
  theme('light'),
  theme('dark'),
  theme('system'),
  app('single', t.single, ({ settings, store }) => settings.setSingleKeys(!store.getState().settings.singleKeys), {
    words: 'letters accessibility speech keys off',
  }),
  app('storage', t.storage, ({ storage }) => void storage.askToKeep(), { words: 'persistent quota disk space' }),
  app('clear-cache', t.clearCache, ({ storage }) => void storage.clearCache(), { words: 'free space disk memory' }),
  app('restart', t.restart, ({ offline }) => void offline.restart(), {
    words: 'update upgrade reload',
    whyNot: ({ store }) => (store.getState().offline.update ? undefined : reasons.here),
  }),
  app('make-set', t.makeSet, makeSet, { edits: true, words: 'grid continuum batch stimuli' }),
  app('run-set', t.runSet, ({ sets }) => void sets.start(), {
    words: 'batch stimuli all rows',
    whyNot: ({ sets }) => (sets.store.getState().plan.rows.length > 0 ? undefined : reasons.noSet),
  }),
];

/** What Escape ends, in order: playback, tool, in the recipe a nested one, selection. Menus and dialogs take it before it comes here. */
function endSomething(bench: Workbench): void {
  const { store, play, view, audition, f0, shell } = bench;
  const isTool = shell.store.getState().scopes.includes('f0') && f0.store.getState().tool !== 'select';
  const isNested =
    shell.store.getState().scopes.includes('recipe') && store.getState().recipe.present.around !== undefined;
  if (audition.state().playing) audition.stop();
  else if (store.getState().player.playing) play.stop();
  else if (f0.drop()) return;
  else if (isTool) f0.setTool('select');
  else if (isNested) goUp(bench, 1);
  else view.select(undefined);
}

function makeSet({ sets, navigation }: Workbench): void {
  sets.fromRecipe();
  navigation.go('sets');
}
