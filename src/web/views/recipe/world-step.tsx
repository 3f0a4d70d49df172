import { useMemo } from 'react';
import { WorldPanel } from '../../panels/world-panel.tsx';
import { fieldKey } from '../../state/app-state.ts';
import { useApp, useSourceMean, useWorkbench } from '../../state/hooks.ts';
import { tractOf } from '../../state/plane.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { tractCm } from '../../state/reference-voices.ts';
import { FORMS, WORLD_PARAMS, type WorldParam, worldTexts } from '../../state/world-texts.ts';
import { usePlane, usePlaneKeys } from './use-plane.ts';

/** The plane and the fields of a `world` step. */
export function WorldStep({ step }: { readonly step: RecipeStep }) {
  const { recipe } = useWorkbench();
  const { id, params } = step;
  const texts = useMemo(() => worldTexts(params), [params]);
  const mean = useSourceMean();
  const voiced = useApp(({ source }) => source?.f0.status !== 'ready' || source.f0.value.mean !== undefined);
  const duration = useApp((state) => state.source?.sound.duration ?? 0);
  const tract = useApp(tractOf);
  const facts = useMemo(
    () => ({ meanF0: mean, duration, ...(tract === undefined ? {} : { tractCm: tractCm(tract) }) }),
    [mean, duration, tract],
  );
  const typed = useApp((state) => state.problems);
  const problems = useMemo(() => {
    const found = WORLD_PARAMS.flatMap((param) => {
      const problem = typed[fieldKey(id, param)];
      return problem ? [[param, problem] as const] : [];
    });
    return Object.fromEntries(found);
  }, [typed, id]);
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
      plane={usePlane(step, texts, facts, voiced)}
      planeKeys={usePlaneKeys()}
      facts={facts}
      voiced={voiced}
      problems={problems}
      onSettle={recipe.settle}
      {...actions}
    />
  );
}
