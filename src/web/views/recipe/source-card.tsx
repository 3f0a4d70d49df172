import { useShallow } from 'zustand/react/shallow';
import type { JsonValue } from '../../../core/query/query.ts';
import { focusLater } from '../../commands/focus.ts';
import { SourceList, SourcePicker } from '../../components/fields/source-picker.tsx';
import { readable } from '../../components/format.ts';
import { movedInList, soundChoices, soundValue } from '../../panels/form/sound-value.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { missingText } from '../../state/missing-sound.ts';
import { checkRecipe } from '../../state/recipe-check.ts';
import { findSound } from '../../state/sound-names.ts';
import { missingSounds, openSound } from '../../state/source-of.ts';
import { strings } from '../../strings.ts';
import { nestedStrings } from '../../strings-nested.ts';
import { useNested } from './use-nested.ts';

const t = nestedStrings;

/** What the open recipe begins with: a sound, several one after the other, or a recipe. */
export function SourceCard() {
  const { recipe, library } = useWorkbench();
  // Not the whole recipe, which is another one at each move of a hand.
  const given = useApp((state) => state.recipe.present.file);
  const isNested = useApp((state) => state.recipe.present.around !== undefined);
  const problems = useApp(useShallow((state) => checkRecipe(state.recipe.present).others));
  const rows = useApp((state) => state.library);
  const bin = useApp((state) => state.bin);
  const open = useApp((state) => openSound(state)?.sound?.id);
  const nested = useNested();
  const file = given ?? open;
  const sounds = soundChoices(rows, bin);
  const missing = file === undefined ? [] : missingSounds(rows, file);
  if (file === undefined) return null;
  const list = Array.isArray(file) ? (file as readonly JsonValue[]) : undefined;
  const none = isNested ? '' : undefined;
  const put = (items: readonly JsonValue[]) => recipe.setSource(items.length > 1 ? items : (items[0] ?? none));
  // What had the focus goes with the list, its last row, or what stood there before the list.
  const focusPick = () => focusLater('.source-card .pick');
  const remove = (all: readonly JsonValue[], index: number) => {
    put(all.filter((_, at) => at !== index));
    if (index === all.length - 1 || all.length === 2) focusPick();
  };
  const extend = () => {
    recipe.setSource([file]);
    focusPick();
  };
  const choose = (id: string) => {
    const row = findSound(rows, id);
    if (!isNested && row) void library.select(row.key);
    else recipe.setSource(id);
  };
  return (
    <section className="card source-card" aria-label={t.sourceCard}>
      <h3>{t.source}</h3>
      {list === undefined ? (
        <SourcePicker
          name={t.source}
          value={soundValue(named(file), sounds)}
          actions={nested({ path: [] })}
          sounds={sounds}
          problem={undefined}
          onChoose={choose}
          extras={[{ id: ' behind', label: t.behind, run: extend }]}
        />
      ) : (
        <>
          <p className="card-note">{t.joined}</p>
          <SourceList
            name={t.source}
            values={list.map((sound) => soundValue(named(sound), sounds))}
            actionsAt={(index) => nested({ path: [String(index)] })}
            sounds={sounds}
            problem={undefined}
            onAdd={(id) => recipe.setSource([...list, id])}
            onMove={(index, by) => recipe.setSource(movedInList(list, index, by))}
            onRemove={(index) => remove(list, index)}
          />
        </>
      )}
      <div role="status" className="source-problems">
        {problems.length + missing.length === 0 ? null : (
          <ul className="step-problems">
            {missing.map(({ place, name }) => (
              <li key={place}>{missingText({ bin }, name)}</li>
            ))}
            {problems.map((issue) => (
              <li key={`${issue.path} ${issue.got}`}>{readable(`${issue.path}: ${strings.form.problem(issue)}`)}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );

  /** A sound by its name in recipes is the one of the library. */
  function named(value: JsonValue): JsonValue {
    return typeof value === 'string' ? (findSound(rows, value)?.sound?.id ?? value) : value;
  }
}
