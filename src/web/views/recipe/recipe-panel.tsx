import { Braces, PanelRightClose, Redo2, TriangleAlert, Undo2 } from 'lucide-react';
import { memo, useDeferredValue } from 'react';
import { ToggleButton } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { later } from '../../components/later.tsx';
import { Tip } from '../../components/tip.tsx';
import { isSoundComing } from '../../state/app-state.ts';
import { redoText, undoText } from '../../state/deed-text.ts';
import type { History } from '../../state/history.ts';
import { useApp, useShell, useWorkbench } from '../../state/hooks.ts';
import { checkRecipe } from '../../state/recipe-check.ts';
import type { RecipeDoc } from '../../state/recipe-doc.ts';
import { strings } from '../../strings.ts';
import { commandStrings } from '../../strings-commands.ts';
import { panelStrings } from '../../strings-panels.ts';
import { useKeyLabel } from '../use-keys.ts';
import { AddStep } from './add-step.tsx';
import { RecipeFoot } from './recipe-foot.tsx';
import { ListeningBar, StepList } from './step-list.tsx';

const NestedTrail = later(async () => (await import('./nested-trail.tsx')).NestedTrail);
const QueryCard = later(async () => (await import('./query-card.tsx')).QueryCard);

/** As high as the card of a single sound, so that nothing moves when it comes. */
const SOURCE_CARD_PLACE = <div className="card source-card-place" />;
const SourceCard = later(async () => (await import('./source-card.tsx')).SourceCard, SOURCE_CARD_PLACE);

/** The recipe: its steps as cards, its query, and what comes of it. */
export function RecipePanel({ onFold }: { /** Where the panel can be folded away. */ readonly onFold?: () => void }) {
  const { shell } = useWorkbench();
  const queryOpen = useShell((state) => state.query);
  const adding = useShell((state) => state.adding);
  const queryKeys = useKeyLabel('recipe.query');
  const foldKeys = useKeyLabel('panel.recipe');
  const isNested = useApp((state) => state.recipe.present.around !== undefined);
  const hasSource = useApp(({ source, recipe: now }) => source !== undefined || now.present.file !== undefined);
  const isComing = useApp(isSoundComing);
  return (
    <aside className="recipe" id="recipe" tabIndex={-1} aria-label={strings.regions.recipe} data-scope="recipe">
      <div className="panel-head">
        <h2 className="section-title">{strings.recipe.title}</h2>
        <UndoRedo />
        <Tip label={commandStrings.recipe.query} keys={queryKeys}>
          <ToggleButton className="button" isSelected={queryOpen} onChange={(query) => shell.set({ query })}>
            <Braces aria-hidden />
            {strings.recipe.json}
          </ToggleButton>
        </Tip>
        <AddStep adding={adding} onOpen={(open) => shell.set({ adding: open ? { behind: undefined } : undefined })} />
        {onFold ? (
          <IconButton icon={PanelRightClose} label={panelStrings.hide.recipe} keys={foldKeys} bare onPress={onFold} />
        ) : null}
      </div>
      <div className="recipe-scroll">
        <div className="recipe-cards">
          {isNested ? <NestedTrail /> : null}
          {hasSource ? <SourceCard /> : isComing ? SOURCE_CARD_PLACE : null}
          <ListeningBar />
          <StepList />
          <Problems />
        </div>
        {queryOpen ? <QueryCard /> : null}
      </div>
      <RecipeFoot />
    </aside>
  );
}

/** By themselves: what they would do changes with every move of a hand. */
function UndoRedo() {
  // Said when there is time for it: a moving hand changes it with every step.
  const recipe = useDeferredValue(useApp((state) => state.recipe));
  return <UndoRedoButtons history={recipe} />;
}

const UndoRedoButtons = memo(function UndoRedoButtons({ history }: { readonly history: History<RecipeDoc> }) {
  const { recipe } = useWorkbench();
  const undoKeys = useKeyLabel('edit.undo');
  const redoKeys = useKeyLabel('edit.redo');
  const undoLabel = undoText(history);
  const redoLabel = redoText(history);
  const [isFirst, isLast] = [undoLabel === undefined, redoLabel === undefined];
  return (
    <>
      <IconButton
        icon={Undo2}
        label={undoLabel ?? strings.undo}
        keys={undoKeys}
        bare
        disabled={isFirst}
        onPress={recipe.undo}
      />
      <IconButton
        icon={Redo2}
        label={redoLabel ?? strings.redo}
        keys={redoKeys}
        bare
        disabled={isLast}
        onPress={recipe.redo}
      />
    </>
  );
});

function Problems() {
  const count = useApp(
    ({ problems, recipe }) => Object.keys(problems).length + checkRecipe(recipe.present).problems.length,
  );
  if (count === 0) return null;
  return (
    <p className="problem-note">
      <TriangleAlert aria-hidden />
      {strings.recipe.problems(count)}
    </p>
  );
}
