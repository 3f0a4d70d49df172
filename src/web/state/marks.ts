import { markStrings } from '../strings-marks.ts';
import { type AppState, mayEdit } from './app-state.ts';
import type { Context } from './context.ts';
import { addMark, landmarks, type Mark, markAt, nextLandmark } from './marks-doc.ts';
import type { RecipeActions } from './recipe.ts';
import { textGrid } from './textgrid.ts';
import type { ViewActions } from './viewing.ts';

/** What is done to the marks of the sound that is open: each is one undo entry. */
export interface MarkActions {
  /** Marks the selection, or else the cursor. @returns the mark there, new or old */
  add(): string | undefined;
  rename(id: string, name: string): void;
  remove(id: string): void;
  /** The cursor to a mark, and its span selected. */
  goTo(id: string): void;
  /** The cursor to the next edge of voicing, of a mark or of the selection. */
  step(direction: 1 | -1): void;
  save(format: 'csv' | 'textgrid'): void;
}

const NONE: readonly Mark[] = [];

/** Of the sound that is open. */
export function marksOf({ source, recipe }: Pick<AppState, 'source' | 'recipe'>): readonly Mark[] {
  return (source && recipe.present.marks?.[source.sound.id]) ?? NONE;
}

export function createMarks(
  { store, page }: Context,
  recipe: RecipeActions,
  view: Pick<ViewActions, 'moveCursor' | 'setCursor' | 'select'>,
): MarkActions {
  function change(next: (marks: readonly Mark[]) => readonly Mark[]): void {
    const state = store.getState();
    if (!state.source || !mayEdit(state)) return;
    const { [state.source.sound.id]: _, ...others } = state.recipe.present.marks ?? {};
    const marks = next(marksOf(state));
    recipe.annotate({ marks: marks.length === 0 ? others : { ...others, [state.source.sound.id]: marks } });
  }
  const find = (id: string) => marksOf(store.getState()).find((mark) => mark.id === id);

  return {
    add() {
      const { cursor, selection } = store.getState().view;
      const place = selection ? { start: selection.start, end: selection.end } : { start: cursor };
      if (!markAt(marksOf(store.getState()), place)) change((marks) => addMark(marks, place));
      return markAt(marksOf(store.getState()), place)?.id;
    },
    rename(id, typed) {
      const name = typed.trim();
      if (name === '' || find(id)?.name === name) return;
      change((marks) => marks.map((mark) => (mark.id === id ? { ...mark, name } : mark)));
    },
    remove: (id) => change((marks) => marks.filter((mark) => mark.id !== id)),
    goTo(id) {
      const mark = find(id);
      if (!mark) return;
      view.setCursor(mark.start);
      if (mark.end !== undefined) view.select({ start: mark.start, end: mark.end });
    },
    step(direction) {
      const state = store.getState();
      const { cursor, selection } = state.view;
      const track = state.source?.f0.status === 'ready' ? state.source.f0.value : undefined;
      const time = nextLandmark(landmarks(marksOf(state), selection, track), cursor, direction);
      if (time !== undefined) view.moveCursor(time - cursor, false);
    },
    save(format) {
      const { source } = store.getState();
      if (!source) return;
      const { sound, entry } = source;
      const marks = marksOf(store.getState());
      const name = entry.fileName.replace(/\.[^.]*$/, '');
      if (format === 'textgrid') page.saveFile(new Blob([textGrid(marks, sound.duration)]), `${name}.TextGrid`);
      else page.saveFile(new Blob([csvOf(marks, entry.fileName, sound)], { type: 'text/csv' }), `${name}.marks.csv`);
    },
  };
}

/** Times in full, and as samples, which they are. */
function csvOf(
  marks: readonly Mark[],
  file: string,
  { id, sampleRate }: { readonly id: string; readonly sampleRate: number },
): string {
  const sample = (time: number | undefined) => (time === undefined ? '' : Math.round(time * sampleRate));
  const rows = marks.map(({ name, start, end }) =>
    [`"${name.replaceAll('"', '""')}"`, start, end ?? '', sample(start), sample(end)].join(','),
  );
  const head = [`# ${markStrings.title}`, `# source: ${file}, ${id}`, `# sound: ${sampleRate} Hz`];
  return `${[...head, 'name,start (s),end (s),first sample,last sample', ...rows].join('\n')}\n`;
}
