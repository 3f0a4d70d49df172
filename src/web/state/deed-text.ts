import { MODULES } from '../../core/modules/registry.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject } from '../forms/json.ts';
import { printText } from '../forms/values.ts';
import { continuumStrings } from '../strings-continuum.ts';
import { markStrings } from '../strings-marks.ts';
import { nestedStrings } from '../strings-nested.ts';
import { planeStrings } from '../strings-plane.ts';
import { presetStrings } from '../strings-presets.ts';
import { undoStrings } from '../strings-undo.ts';
import type { Deed } from './deed.ts';
import { f0ChangeText } from './f0-edit-texts.ts';
import type { History } from './history.ts';
import type { MarksDoc } from './marks-doc.ts';
import { placesOf, wholeOf } from './nested.ts';
import { EMPTY_PLANE } from './plane-doc.ts';
import { presetOfStep } from './presets.ts';
import type { RecipeDoc, RecipeStep } from './recipe-doc.ts';

const t = undoStrings;

/** What was changed between two neighbours of the history: as a sentence, and where it is seen. */
export interface ChangeText {
  readonly text: string;
  readonly step?: string;
  /** Of the changed parameter, as the parser writes it. */
  readonly place?: string;
  readonly sound?: string;
  readonly screen: 'lab' | 'sets';
}

/** What was done beside the recipe between two neighbours; what merely was carried on is none. */
export function deedBetween(older: RecipeDoc, newer: RecipeDoc): Deed | undefined {
  return JSON.stringify(older.beside) === JSON.stringify(newer.beside) ? undefined : newer.beside;
}

/** What Undo would take back, as a sentence; undefined when there is nothing. */
export function undoText({ past, present, before }: History<RecipeDoc>): string | undefined {
  const older = before ?? past.at(-1);
  return older && t.undo(changeBetween(older, present, true).text);
}

export function redoText({ present, future: [next] }: History<RecipeDoc>): string | undefined {
  return next && t.redo(changeBetween(present, next).text);
}

/** @param undone the change is looked at backwards: from what is now to what was */
export function changeBetween(older: RecipeDoc, newer: RecipeDoc, undone = false): ChangeText {
  const deed = deedBetween(older, newer);
  if (deed) return { text: deedText(deed, undone), ...seenAt(deed) };
  // With different recipes open they are compared as wholes.
  if (sameJson(placesOf(older), placesOf(newer))) return changeIn(older, newer);
  return changeIn(wholeOf(older), wholeOf(newer));
}

function changeIn(older: RecipeDoc, newer: RecipeDoc): ChangeText {
  const added = newer.steps.find(({ id }) => !older.steps.some((step) => step.id === id));
  const removed = older.steps.find(({ id }) => !newer.steps.some((step) => step.id === id));
  const lab = { screen: 'lab' } as const;
  if (added && removed) return { text: t.recipe, ...lab };
  if (added) return { text: t.added(nameOf(added)), step: added.id, ...lab };
  if (removed) return { text: t.removed(nameOf(removed)), step: removed.id, ...lab };
  const kept = presetText(older, newer);
  if (kept !== undefined) return { text: kept, ...lab };
  const changes = newer.steps.flatMap((step) => {
    const old = older.steps.find(({ id }) => id === step.id);
    return old && JSON.stringify(old) !== JSON.stringify(step) ? [{ old, step }] : [];
  });
  const [change, another] = changes;
  if (!change) {
    if (!isSameOrder(older, newer)) return { text: t.moved, ...lab };
    const same = (part: 'stage' | 'plane' | 'marks') => JSON.stringify(older[part]) === JSON.stringify(newer[part]);
    if (!sameJson(older.file, newer.file)) return { text: nestedStrings.undoSource, ...lab };
    if (!same('marks')) return { text: marksText(older, newer), ...lab };
    if (!same('plane')) return { text: planeText(older, newer), ...lab };
    return { text: same('stage') ? t.settings : t.panes, ...lab };
  }
  if (another) return { text: t.recipe, ...lab };
  const { preset, id } = change.step;
  const applied = preset === change.old.preset ? undefined : presetOfStep(newer, change.step);
  if (applied) return { text: presetStrings.applied(applied.name), step: id, ...lab };
  return { ...stepChange(change.old, change.step), ...lab };
}

/** What was changed in a step. */
export function stepChange(old: RecipeStep, step: RecipeStep): Pick<ChangeText, 'text' | 'step' | 'place'> {
  const at = { step: step.id };
  if (old.bypassed !== step.bypassed) return { text: (step.bypassed ? t.bypassed : t.heard)(nameOf(step)), ...at };
  if (!sameJson(old.locked, step.locked)) return { text: presetStrings.lock, ...at };
  if (old.name !== step.name) return { text: t.renamed(nameOf(old), nameOf(step)), ...at };
  const keys = [...new Set([...Object.keys(old.params), ...Object.keys(step.params)])].filter(
    (key) => JSON.stringify(old.params[key]) !== JSON.stringify(step.params[key]),
  );
  const f0 = f0ChangeText(old, step);
  if (f0 !== undefined && keys.every((key) => key === 'edits')) return { text: f0, ...at, place: 'edits' };
  const [place] = keys;
  const isInside = keys.every((key) => isRecipe(old.params[key]) && isRecipe(step.params[key]));
  if (place !== undefined && isInside) return { text: nestedStrings.undoInside(nameOf(step)), ...at, place };
  const parts = keys.map((key) => `${key} ${valueText(old.params[key])} \u2192 ${valueText(step.params[key])}`);
  return { text: parts.join(', '), ...at, ...(place === undefined ? {} : { place }) };
}

function presetText({ presets: old = [] }: RecipeDoc, { presets: now = [] }: RecipeDoc): string | undefined {
  const added = now.find((preset) => !old.includes(preset) && !old.some((one) => sameJson(one, preset)));
  if (added) return presetStrings.saved(added.name);
  const removed = old.find(({ id }) => !now.some((preset) => preset.id === id));
  return removed && presetStrings.removed(removed.name);
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function marksText({ marks: old = {} }: RecipeDoc, { marks: now = {} }: RecipeDoc): string {
  // Marks of each sound have ids of their own.
  const named = (all: MarksDoc) =>
    Object.entries(all).flatMap(([sound, marks]) => marks.map(({ id, name }) => ({ id: `${sound} ${id}`, name })));
  const [before, after] = [named(old), named(now)];
  const added = after.find(({ id }) => after.length > before.length && !before.some((mark) => mark.id === id));
  const removed = before.find(({ id }) => before.length > after.length && !after.some((mark) => mark.id === id));
  if (added) return markStrings.undoAdded(added.name);
  if (removed) return markStrings.undoRemoved(removed.name);
  const renamed = after.find(({ id, name }, index) => before[index]?.id === id && before[index]?.name !== name);
  const earlier = before.find(({ id }) => id === renamed?.id);
  return renamed && earlier ? markStrings.undoRenamed(earlier.name, renamed.name) : markStrings.change;
}

function planeText({ plane: old = EMPTY_PLANE }: RecipeDoc, { plane: now = EMPTY_PLANE }: RecipeDoc): string {
  const p = planeStrings;
  const added = now.pins.find(({ id }) => !old.pins.some((pin) => pin.id === id));
  const removed = old.pins.find(({ id }) => !now.pins.some((pin) => pin.id === id));
  if (added && !removed) return p.pinAdded(added.name);
  if (removed && !added) return p.pinRemoved(removed.name);
  for (const { id, name } of now.pins) {
    const before = old.pins.find((pin) => pin.id === id);
    if (before && before.name !== name) return p.pinRenamed(before.name, name);
  }
  if (JSON.stringify(old.line) !== JSON.stringify(now.line)) return continuumStrings.changed;
  return JSON.stringify(old.tracts) === JSON.stringify(now.tracts) ? p.change : p.tractChanged;
}

function deedText(deed: Deed, undone: boolean): string {
  switch (deed.kind) {
    case 'words': {
      const { before, after } = deed;
      if (before.name !== after.name) return t.renamed(before.name, after.name);
      if (before.tags.join() !== after.tags.join()) return t.tags(after.name);
      return before.note === after.note ? t.talker(after.name) : t.note(after.name);
    }
    case 'bin':
      return (deed.out ? t.restored : t.binned)(deed.name);
    case 'set':
      return deed.before === undefined && !undone ? t.setMade : t.set;
  }
}

function seenAt(deed: Deed): Pick<ChangeText, 'sound' | 'screen'> {
  return deed.kind === 'set' ? { screen: 'sets' } : { sound: deed.sound, screen: 'lab' };
}

function nameOf({ name, module }: RecipeStep): string {
  return name ?? MODULES.get(module)?.name ?? module;
}

function isSameOrder(a: RecipeDoc, b: RecipeDoc): boolean {
  return a.steps.map(({ id }) => id).join() === b.steps.map(({ id }) => id).join();
}

function isRecipe(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Array.isArray(value['stack']);
}

function valueText(value: JsonValue | undefined): string {
  return isRecipe(value) ? nestedStrings.aRecipe : short(printText(value));
}

const LONGEST = 24;

function short(text: string): string {
  if (text === '') return t.nothing;
  const line = text.replaceAll(/\s+/g, ' ').replace(/^-/, '\u2212');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}\u2026` : line;
}
