import { memo } from 'react';
import { Button } from 'react-aria-components';
import { openF0Pane } from '../../commands/f0-commands.ts';
import { later } from '../../components/later.tsx';
import { Tip } from '../../components/tip.tsx';
import { f0Entries } from '../../state/f0-entries.ts';
import { useWorkbench } from '../../state/hooks.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { f0Strings } from '../../strings-f0.ts';

const t = f0Strings;

/** Most recipes have no edits. */
const F0EditRows = later(async () => (await import('./f0-edit-rows.tsx')).F0EditRows);

/** The edits of f0 of a `world` step, each with its place and what can be done to it. */
export const F0EditList = memo(EditList, (before, now) => sameEdits(before.step, now.step));

function sameEdits(a: RecipeStep, b: RecipeStep): boolean {
  return a.id === b.id && a.params['edits'] === b.params['edits'] && a.idleEdits === b.idleEdits;
}

function EditList({ step }: { readonly step: RecipeStep }) {
  const bench = useWorkbench();
  const entries = f0Entries(step);
  return (
    <div className="f0-edits">
      <div className="f0-edits-head">
        <h4>{t.list}</h4>
        {entries.length === 0 ? <span className="card-note">{t.none}</span> : null}
        <span className="spring" />
        <Tip label={t.openHelp}>
          <Button className="button" onPress={() => openF0Pane(bench)}>
            {t.open}
          </Button>
        </Tip>
      </div>
      {entries.length === 0 ? null : (
        <F0EditRows entries={entries} onChange={(next) => bench.recipe.setF0Entries(step.id, next)} />
      )}
    </div>
  );
}
