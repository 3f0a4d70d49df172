import { seconds, spell } from '../components/format.ts';
import { marksOf } from '../state/marks.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { markStrings } from '../strings-marks.ts';
import { type Command, needsSound } from './command.ts';

const t = markStrings.commands;

const mark = (
  id: keyof typeof t,
  keys: readonly string[],
  run: Command['run'],
  rest: Partial<Command> = {},
): Command => ({
  ...{ id: `mark.${id}`, scope: 'views', sentence: t[id], keys, run, screen: 'lab', whyNot: needsSound },
  ...rest,
});

const needsMarks = ({ store }: Workbench) =>
  marksOf(store.getState()).length === 0 ? markStrings.reasons.none : undefined;

export const markCommands: readonly Command[] = [
  mark('add', ['K'], addMark, { edits: true, short: commandStrings.short.mark, words: 'label annotate point span' }),
  mark('name', ['Shift+K'], (bench) => bench.pointer.setState({ naming: bench.marks.add() }), {
    edits: true,
    words: 'label annotate rename',
  }),
  mark('next', ['Ctrl+ArrowRight'], ({ marks }) => marks.step(1), { repeats: true, words: 'landmark voicing jump' }),
  mark('previous', ['Ctrl+ArrowLeft'], ({ marks }) => marks.step(-1), {
    repeats: true,
    words: 'landmark voicing jump',
  }),
  mark('csv', [], ({ marks }) => marks.save('csv'), { words: 'export annotations labels', whyNot: needsMarks }),
  mark('textgrid', [], ({ marks }) => marks.save('textgrid'), {
    words: 'export Praat annotations',
    whyNot: needsMarks,
  }),
];

function addMark({ marks, store, settings }: Workbench): void {
  const id = marks.add();
  const found = marksOf(store.getState()).find((each) => each.id === id);
  if (found) settings.say(spell(markStrings.added(found.name, seconds(found.start))));
}
