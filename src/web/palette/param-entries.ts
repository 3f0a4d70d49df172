import { MODULES } from '../../core/modules/registry.ts';
import type { Field } from '../forms/field-spec.ts';
import { readFields } from '../forms/read-fields.ts';
import { printText, readText, type TypedMistake, valueAt } from '../forms/values.ts';
import type { AppState } from '../state/app-state.ts';
import { refusal } from '../state/recipe-check.ts';
import { type RecipeStep, setParam } from '../state/recipe-doc.ts';
import { paletteStrings } from '../strings-palette.ts';
import { focusField } from '../views/recipe/focus-step.ts';
import type { Answer, Entry } from './entry.ts';
import { match } from './fuzzy.ts';

const t = paletteStrings;

/** A parameter of a step of the recipe. */
interface Place {
  readonly step: RecipeStep;
  readonly number: number;
  readonly field: Field;
  readonly path: readonly string[];
}

/** What people call a parameter. */
const WORDS: Readonly<Record<string, string>> = {
  f0: 'pitch fundamental frequency melody voice lower higher deeper male female',
  vtl: 'formant formants shift vocal tract length voice size body male female child',
  duration: 'length speed tempo slower faster stretch time',
  carrier: 'noise sine robot implant',
};

function places({ recipe }: Pick<AppState, 'recipe'>, focused: string | undefined): readonly Place[] {
  const all = recipe.present.steps.flatMap((step, index) => {
    const module = MODULES.get(step.module);
    return module ? fieldsOf(readFields(module), []).map((at) => ({ ...at, step, number: index + 1 })) : [];
  });
  // The step that has the focus is meant before others.
  return [...all.filter(({ step }) => step.id === focused), ...all.filter(({ step }) => step.id !== focused)];
}

const TYPED = new Set<Field['spec']['kind']>(['quantity', 'number', 'text', 'choice', 'list']);

function fieldsOf(fields: readonly Field[], above: readonly string[]): readonly Pick<Place, 'field' | 'path'>[] {
  return fields.flatMap((field) => {
    const path = [...above, field.key];
    if (field.spec.kind === 'object') return fieldsOf(field.spec.fields, path);
    return TYPED.has(field.spec.kind) ? [{ field, path }] : [];
  });
}

const nameOf = ({ path }: Place) => path.join('.');

function introduce(place: Place): Pick<Entry, 'id' | 'label' | 'words' | 'complete'> {
  const { step, number, field } = place;
  return {
    id: `param.${step.module}.${nameOf(place)}`,
    label: t.setParam(field.label, step.name ?? step.module, number),
    words: `${WORDS[field.key] ?? ''} ${nameOf(place)} ${field.help}`,
    complete: `=${nameOf(place)} `,
  };
}

/** Every parameter that can be typed; choosing one puts it into the field. */
export function paramEntries(state: AppState, focused: string | undefined): readonly Entry[] {
  return places(state, focused).map((place) => ({
    ...introduce(place),
    detail: printText(valueAt(place.step.params, place.path)) || t.notGiven,
    run: ({ shell }) => shell.openPalette(`=${nameOf(place)} `),
  }));
}

/** `vtl +3.8st`: sets a parameter of the focused, else the first fitting step, with the field's own mistakes. */
export function answerParam(state: AppState, focused: string | undefined, typed: string): Answer {
  const [, name = '', gap = '', value = ''] = /^\s*(\S*)(\s*)(.*)$/s.exec(typed) ?? [];
  const all = places(state, focused);
  if (gap === '') {
    const found = all.flatMap((place) => {
      const entry = introduce(place);
      const fit = name === '' ? { score: 0 } : match(name, entry);
      return fit ? [{ place, entry, score: fit.score }] : [];
    });
    found.sort((a, b) => b.score - a.score);
    return {
      entries: found.map(({ place, entry }) => ({
        ...entry,
        detail: printText(valueAt(place.step.params, place.path)) || t.notGiven,
        run: ({ shell }) => shell.openPalette(`=${nameOf(place)} `),
      })),
    };
  }
  const place = findPlace(all, name);
  if (!place) return { entries: [], mistake: { typed: name, expected: t.aParameter, got: `\`${name}\`` } };
  const mistake = mistakeOf(state, place, value);
  // The caret stands where the mistake is, as in the field.
  if (mistake) return { entries: [], mistake: { ...mistake, typed: value } };
  return { entries: [settingOf(place, value)] };
}

function findPlace(all: readonly Place[], name: string): Place | undefined {
  const wanted = name.toLowerCase();
  const isNamed = (place: Place) =>
    [nameOf(place), place.field.key, place.field.label].some((known) => known.toLowerCase() === wanted);
  const isCalled = ({ field }: Place) => (WORDS[field.key] ?? '').split(' ').includes(wanted);
  return all.find(isNamed) ?? all.find(isCalled);
}

function mistakeOf(
  { recipe: { present } }: AppState,
  { step, path, field }: Place,
  value: string,
): TypedMistake | undefined {
  const read = readText(field.spec, value);
  if ('mistake' in read) return read.mistake;
  if (read.value === undefined) return undefined;
  return refusal(present, setParam(present, step.id, path, read.value), step.id, path);
}

function settingOf(place: Place, value: string): Entry {
  const { step, number, field, path } = place;
  const now = printText(valueAt(step.params, path)) || t.notGiven;
  return {
    id: 'set',
    label: value.trim() === '' ? t.clear(field.label) : t.set(field.label, value.trim()),
    detail: t.was(step.name ?? step.module, number, now),
    words: '',
    run: ({ recipe, shell, navigation }) => {
      recipe.commitTyped(step.id, path, field.spec, value);
      navigation.go('lab');
      shell.reveal('recipe');
      recipe.setFolded(step.id, false);
      focusField(step.id, path.join('.'));
    },
  };
}
