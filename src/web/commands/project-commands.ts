import { projectStrings } from '../strings-project.ts';
import type { Command } from './command.ts';

/** The project as a file. */
export const projectCommands: readonly Command[] = [
  {
    id: 'project.download',
    sentence: projectStrings.download,
    scope: 'everywhere',
    keys: [],
    words: 'backup save export zip everything lab',
    run: ({ transfer }) => void transfer.download(),
  },
  {
    id: 'project.open',
    sentence: projectStrings.open,
    scope: 'everywhere',
    keys: [],
    edits: true,
    words: 'import restore backup zip lab',
    run: ({ library }) => void library.choose(),
  },
];
