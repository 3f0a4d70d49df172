import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../core/base/errors.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import type { Player } from '../services/player.ts';
import type { CheckReport } from '../services/provenance-client.ts';
import type { Context } from './context.ts';
import { laterActions } from './later-part.ts';

/** What is checked: a link, or a file that carries its recipe. */
export type Checked =
  | { readonly kind: 'link'; readonly text: string }
  | { readonly kind: 'file'; readonly id: string; readonly name: string };

export interface CheckState {
  readonly checked: Checked | undefined;
  readonly status: 'idle' | 'working' | 'done' | 'failed';
  /** 0..1 of the rebuilding. */
  readonly fraction: number;
  readonly report: CheckReport | undefined;
  /** What was chosen as a source of it and is none. */
  readonly unfit: readonly LoadedSound[];
  readonly error: AppError | undefined;
}

export interface CheckActions {
  readonly store: StoreApi<CheckState>;
  openLink(text: string): Promise<void>;
  /** A sound that Sonde wrote, or, while a link waits for its sources, those. */
  openFiles(files: readonly File[]): Promise<void>;
  /** Asks for files; must be called from a user gesture. */
  choose(): Promise<void>;
  cancel(): void;
  clear(): void;
  /** Plays the rebuilt sound, or stops it. */
  hear(): Promise<void>;
}

export const NOTHING_CHECKED: CheckState = {
  ...{ checked: undefined, status: 'idle', fraction: 0, report: undefined, unfit: [], error: undefined },
};

/** What the facade of checking gives. */
export interface CheckParts extends Pick<CheckActions, 'store'> {
  readonly keepFiles: (files: readonly File[]) => Promise<readonly LoadedSound[]>;
  readonly audition: Player;
}

/** What is checked; what is done about it comes later (`check-actions.ts`). */
export function createChecking(
  context: Context,
  keepFiles: (files: readonly File[]) => Promise<readonly LoadedSound[]>,
  audition: Player,
  load: () => Promise<(context: Context, given: CheckParts) => Omit<CheckActions, 'store' | 'choose'>>,
): CheckActions {
  const { page, parts } = context;
  const store = createStore<CheckState>(() => NOTHING_CHECKED);
  const part = parts.add(async () => {
    const create = await load();
    return create(context, { store, keepFiles, audition });
  });
  const eager = {
    store,
    async choose() {
      const files = await page.chooseFiles('check');
      await part.act((actions) => actions.openFiles(files));
    },
  };
  const actions = laterActions(part, eager);
  return actions;
}
