import { useMemo } from 'react';
import { LIMITS } from '../../../core/query/defaults.ts';
import type { SoundActions } from '../../components/fields/source-picker.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { depthOf } from '../../state/nested.ts';
import type { SoundPlace } from '../../state/recipe-doc.ts';
import { nestedStrings } from '../../strings-nested.ts';
import { focusTrail } from './focus-step.ts';

/** How the page names a place, to find it again. */
export function placeName({ step = '', path }: SoundPlace): string {
  return [step, ...path].join('.');
}

/** What can be done where a sound stands in the open recipe. */
export function useNested(): (at: SoundPlace) => SoundActions {
  const { recipe } = useWorkbench();
  const isDeepest = useApp((state) => depthOf(state.recipe.present) >= LIMITS.depth);
  return useMemo(
    () => (at) => ({
      place: placeName(at),
      open() {
        recipe.openAt(at);
        focusTrail();
      },
      nest() {
        recipe.nest(at);
        focusTrail();
      },
      unnest: () => recipe.unnest(at),
      refused: isDeepest ? nestedStrings.tooDeep(LIMITS.depth) : undefined,
    }),
    [recipe, isDeepest],
  );
}
