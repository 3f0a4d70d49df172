import type { Side } from '../services/player.ts';
import { pinsOf } from '../state/plane.ts';
import type { SideChoice } from '../state/side-choice.ts';
import { stepOfPins, stepText } from '../state/side-plan.ts';
import type { Workbench } from '../state/workbench.ts';
import { paletteStrings } from '../strings-palette.ts';
import { sideStrings as t } from '../strings-sides.ts';
import type { Entry } from './entry.ts';

/** `A: low voice`: what is to be heard as that side. */
export function readSide(typed: string): { readonly side: Side; readonly rest: string } | undefined {
  const [, letter, rest = ''] = /^([ab]):\s*(.*)$/is.exec(typed) ?? [];
  return letter === undefined ? undefined : { side: letter.toUpperCase() === 'A' ? 'source' : 'result', rest };
}

/** Rows that are offered: a set may have a hundred thousand, and an answer takes 50 ms at most. */
const MOST_ROWS = 60;

/**
 * What a side can be: what it always is, then outputs of steps, pins, sounds, rows of the set.
 * @param typed words that a row has in its name
 */
export function sideEntries({ store, shell, sets }: Workbench, side: Side, typed: string): readonly Entry[] {
  const state = store.getState();
  const { monitor, library, recipe, source } = state;
  const chosen = JSON.stringify(monitor.others[side]?.choice);
  const off = (choice: SideChoice | undefined) => {
    if (monitor.blind !== undefined) return t.hidden;
    if (source === undefined) return paletteStrings.noSound;
    return JSON.stringify(choice) === chosen ? t.already : undefined;
  };
  const entry = (kind: keyof typeof t.kinds, label: string, choice: SideChoice | undefined): Entry => ({
    id: `as.${side}.${JSON.stringify(choice)}`,
    label,
    detail: t.kinds[kind],
    words: t.kinds[kind],
    off: off(choice),
    run: ({ sides }) => void sides.choose(side, choice),
  });
  const pinned = stepOfPins(state, shell.store.getState().step);
  return [
    entry('own', t.own[side], undefined),
    ...recipe.present.steps.map((step, index) => entry('step', stepText(step, index), { kind: 'step', step: step.id })),
    ...(pinned ? pinsOf(state) : []).map(({ id, name }) =>
      entry('pin', t.pin(name), { kind: 'pin', pin: id, step: pinned?.id ?? '' }),
    ),
    ...library.flatMap(({ key, name, status, sound }) =>
      status === 'ready' && sound ? [entry('sound', name, { kind: 'sound', key })] : [],
    ),
    ...rowNames(sets.store.getState().plan.rows, typed).map((name) =>
      entry('row', t.row(name), { kind: 'row', row: name }),
    ),
  ];
}

function rowNames(rows: readonly { readonly name: string }[], typed: string): readonly string[] {
  const words = typed.toLowerCase().split(/\s+/);
  const found: string[] = [];
  for (const { name } of rows) {
    if (found.length === MOST_ROWS) break;
    const text = `${t.row(name)} ${t.kinds.row}`.toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(name);
  }
  return found;
}
