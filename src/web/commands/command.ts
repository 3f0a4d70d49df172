import { mayEdit, type Screen } from '../state/app-state.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';

/**
 * Where a command's keys act: the element with this `data-scope` around the focus. `views` are meant too while the
 * workbench is shown and nothing nearer has the key, `everywhere` always.
 */
export type Scope = keyof typeof commandStrings.scopes;

/** Something that the page can do: feeds the keys, the palette, the list of shortcuts, tooltips and settings. */
export interface Command {
  /** `area.verb`; what settings keep. */
  readonly id: string;
  /** What it does, as the palette and the list of shortcuts say it. */
  readonly sentence: string;
  readonly scope: Scope;
  /** As `keyName` spells them; `G L` is one after the other. Empty for those that are only in menus and the palette. */
  readonly keys: readonly string[];
  /** Other words by which it is looked for. */
  readonly words?: string;
  /** A word or two for the status bar. */
  readonly short?: string;
  /** The screen that it needs. */
  readonly screen?: Screen;
  /** It changes the project. */
  readonly edits?: boolean;
  /** It goes on while the key is held. */
  readonly repeats?: boolean;
  /** What it would do now, where that is more than its sentence. */
  readonly now?: (bench: Workbench) => string | undefined;
  /** Why it cannot be done now, as a sentence; undefined when it can. */
  readonly whyNot?: (bench: Workbench) => string | undefined;
  readonly run: (bench: Workbench) => void;
  /** The key is let go. @param held ms */
  readonly released?: (bench: Workbench, held: number) => void;
}

/** Why a command cannot be done now; undefined when it can. */
export function whyNot(command: Command, bench: Workbench): string | undefined {
  const state = bench.store.getState();
  const t = commandStrings.reasons;
  if (command.screen !== undefined && state.screen !== command.screen) return t.screen[command.screen];
  if (command.edits && !mayEdit(state)) return t.elsewhere;
  return command.whyNot?.(bench);
}

/** @returns whether it was done */
export function runCommand(command: Command, bench: Workbench): boolean {
  const reason = whyNot(command, bench);
  if (reason === undefined) command.run(bench);
  return reason === undefined;
}

export function needsSound({ store }: Workbench): string | undefined {
  return store.getState().source === undefined ? commandStrings.reasons.sound : undefined;
}
