import { Braces, Redo2, TriangleAlert, Undo2 } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { Tip } from '../../components/tip.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { checkRecipe } from '../../state/recipe-check.ts';
import { strings } from '../../strings.ts';
import { AddStep } from './add-step.tsx';
import { QueryCard } from './query-card.tsx';
import { RecipeFoot } from './recipe-foot.tsx';
import { ListeningBar, StepList } from './step-list.tsx';

/** Where the next step goes; undefined while none is being added. */
export interface Adding {
  readonly behind: string | undefined;
}

export interface RecipePanelProps {
  readonly queryOpen: boolean;
  readonly onQuery: (open: boolean) => void;
  readonly adding: Adding | undefined;
  readonly onAdding: (adding: Adding | undefined) => void;
}

/** The recipe: its steps as cards, its query, and what comes of it. */
export function RecipePanel({ queryOpen, onQuery, adding, onAdding }: RecipePanelProps) {
  const { recipe } = useWorkbench();
  const canUndo = useApp(({ recipe: { past, before } }) => past.length > 0 || before !== undefined);
  const canRedo = useApp((state) => state.recipe.future.length > 0);
  return (
    <aside className="recipe" id="recipe" tabIndex={-1} aria-label={strings.regions.recipe}>
      <div className="panel-head">
        <h2 className="section-title">{strings.recipe.title}</h2>
        <IconButton icon={Undo2} label={strings.undo} keys="Ctrl Z" bare disabled={!canUndo} onPress={recipe.undo} />
        <IconButton icon={Redo2} label={strings.redo} keys="Ctrl Y" bare disabled={!canRedo} onPress={recipe.redo} />
        <Tip label={strings.shortcuts.commands.query} keys="J">
          <ToggleButton className="button" isSelected={queryOpen} onChange={onQuery}>
            <Braces aria-hidden />
            {strings.recipe.json}
          </ToggleButton>
        </Tip>
        <AddStep
          behind={adding?.behind}
          open={adding !== undefined}
          onOpen={(open) => onAdding(open ? { behind: undefined } : undefined)}
        />
      </div>
      <div className="recipe-scroll">
        <ListeningBar />
        <StepList onAddBehind={(behind) => onAdding({ behind })} />
        <Problems />
        {queryOpen ? <QueryCard /> : null}
      </div>
      <RecipeFoot />
    </aside>
  );
}

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
