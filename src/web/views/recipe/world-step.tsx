import { useMemo, useRef } from 'react';
import { WorldPanel } from '../../panels/world-panel.tsx';
import { fieldKey, meanF0 } from '../../state/app-state.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { findStep, type RecipeStep } from '../../state/recipe-doc.ts';
import { FORMS, WORLD_PARAMS, type WorldParam, worldTexts } from '../../state/world-texts.ts';

/** The plane and the fields of a `world` step. */
export function WorldStep({ step }: { readonly step: RecipeStep }) {
  const { recipe, play } = useWorkbench();
  const { id, params } = step;
  const texts = useMemo(() => worldTexts(params), [params]);
  const heardRecipe = useApp((state) => state.render.result?.recipe);
  const heard = useMemo(() => {
    const found = heardRecipe && findStep(heardRecipe, id);
    return found && worldTexts(found.params);
  }, [heardRecipe, id]);
  const mean = useApp((state) => meanF0(state.source));
  const voiced = useApp(({ source }) => source?.f0.status !== 'ready' || source.f0.value.mean !== undefined);
  const duration = useApp((state) => state.source?.sound.duration ?? 0);
  const facts = useMemo(() => ({ meanF0: mean, duration }), [mean, duration]);
  const typed = useApp((state) => state.problems);
  const problems = useMemo(() => {
    const found = WORLD_PARAMS.flatMap((param) => {
      const problem = typed[fieldKey(id, param)];
      return problem ? [[param, problem] as const] : [];
    });
    return Object.fromEntries(found);
  }, [typed, id]);
  const release = useRef<() => void>(() => undefined);
  const actions = useMemo(
    () => ({
      onDrag: (change: Parameters<typeof recipe.drag>[1]) => recipe.drag(id, change),
      onCommit: (param: WorldParam, text: string) =>
        recipe.commitTyped(id, [param], { kind: 'quantity', forms: FORMS[param] }, text),
      onRevert: (param: WorldParam) => recipe.revert(id, [param]),
    }),
    [recipe, id],
  );
  return (
    <WorldPanel
      texts={texts}
      heard={heard}
      facts={facts}
      voiced={voiced}
      problems={problems}
      onSettle={recipe.settle}
      onHold={() => {
        release.current = play.holdLoop();
      }}
      onRelease={() => {
        release.current();
        release.current = () => undefined;
      }}
      {...actions}
    />
  );
}
