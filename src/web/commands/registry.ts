import { appCommands } from './app-commands.ts';
import type { Command } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { f0Commands } from './f0-commands.ts';
import { goCommands } from './go-commands.ts';
import { libraryCommands } from './library-commands.ts';
import { markCommands } from './mark-commands.ts';
import { nestedCommands } from './nested-commands.ts';
import { panelCommands } from './panel-commands.ts';
import { planeCommands } from './plane-commands.ts';
import { playCommands } from './play-commands.ts';
import { projectCommands } from './project-commands.ts';
import { recipeCommands } from './recipe-commands.ts';
import { recordCommands } from './record-commands.ts';
import { setCommands } from './set-commands.ts';
import { stepCommands } from './step-commands.ts';
import { takeCommands } from './take-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Everything that the page can do, in the order in which lists show it. */
export const COMMANDS: readonly Command[] = [
  ...playCommands,
  ...takeCommands,
  ...editCommands,
  ...libraryCommands,
  ...projectCommands,
  ...recordCommands,
  ...recipeCommands,
  ...nestedCommands,
  ...stepCommands,
  ...planeCommands,
  ...setCommands,
  ...viewCommands,
  ...f0Commands,
  ...panelCommands,
  ...markCommands,
  ...goCommands,
  ...appCommands,
];

const byId = new Map(COMMANDS.map((command) => [command.id, command]));

export function findCommand(id: string): Command | undefined {
  return byId.get(id);
}
