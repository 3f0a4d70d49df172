import type { Page } from '../services/page.ts';
import type { AppState, News, Settings, ThemeChoice, Verbosity } from './app-state.ts';
import { type ChosenKeys, readChosenKeys } from './chosen-keys.ts';
import type { Context } from './context.ts';
import { readLastOutput } from './exporting.ts';

export interface SettingsActions {
  setTheme(theme: ThemeChoice): void;
  setSingleKeys(on: boolean): void;
  setWheelZooms(on: boolean): void;
  setVerbosity(verbosity: Verbosity): void;
  /** Other keys for a command; undefined are its own again. */
  setKeys(command: string, keys: readonly string[] | undefined): void;
  /** The keys of all commands at once. */
  takeKeys(keys: ChosenKeys): void;
  /** Every command its own keys again. */
  resetKeys(): void;
  notify(news: News): void;
  dismiss(notice: number): void;
  /** A sentence for assistive technology. */
  say(text: string): void;
}

export const VERBOSITIES = ['brief', 'normal', 'full'] as const satisfies readonly Verbosity[];

/** Choices that are kept on this device, each under a name of its own. */
export function createSettingsActions({ store, page, notify }: Context): SettingsActions {
  const update = (change: Partial<Settings>) =>
    store.setState(({ settings }: AppState) => ({ settings: { ...settings, ...change } }));
  const takeKeys = (keys: ChosenKeys) => {
    page.keepChoice('keys', JSON.stringify(keys));
    update({ keys });
  };
  return {
    setTheme(theme) {
      page.keepChoice('theme', theme);
      update({ theme });
    },
    setSingleKeys(singleKeys) {
      page.keepChoice('single-keys', singleKeys ? 'on' : 'off');
      update({ singleKeys });
    },
    setWheelZooms(wheelZooms) {
      page.keepChoice('wheel-zooms', wheelZooms ? 'on' : 'off');
      update({ wheelZooms });
    },
    setVerbosity(verbosity) {
      page.keepChoice('verbosity', verbosity);
      update({ verbosity });
    },
    setKeys(command, keys) {
      const { [command]: _, ...others } = store.getState().settings.keys;
      takeKeys(keys === undefined ? others : { ...others, [command]: keys });
    },
    takeKeys,
    resetKeys: () => takeKeys({}),
    notify,
    say: (spoken) => store.setState({ spoken }),
    dismiss: (id) => store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  };
}

export function readSettings(page: Page): Settings {
  const theme = page.readChoice('theme');
  const verbosity = page.readChoice('verbosity');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    singleKeys: page.readChoice('single-keys') !== 'off',
    wheelZooms: page.readChoice('wheel-zooms') === 'on',
    verbosity: VERBOSITIES.find((known) => known === verbosity) ?? 'normal',
    keys: readChosenKeys(page.readChoice('keys')),
    output: readLastOutput(page),
  };
}
