import type { Player } from '../services/player.ts';
import type { Context } from './context.ts';
import { laterActions } from './later-part.ts';
import type { PlaneActions } from './plane.ts';
import { EMPTY_PLANE, type PlaneLine } from './plane-doc.ts';
import type { RecipeActions } from './recipe.ts';
import type { SetActions } from './sets.ts';

export interface ContinuumActions {
  /** Shows the line, or puts it away; a first one goes from the source to the dot. */
  toggle(step: string): void;
  /** While a hand moves it: remembered at `settle` of the recipe. */
  drag(line: PlaneLine): void;
  change(line: PlaneLine): void;
  /** One point is heard, beside the recipe; the recipe stays as it is. */
  preview(step: string, index: number): Promise<void>;
  /** All points in their order, with a pause between; once more, it stops. */
  play(step: string): Promise<void>;
  stop(): void;
  /** A set with the line as its axis. @returns false when the step is bypassed, and so in no query, or in a nested recipe, which is said */
  makeSet(step: string): Promise<boolean | undefined>;
}

/** What a continuum works with besides. */
export interface ContinuumParts {
  readonly recipe: RecipeActions;
  readonly plane: PlaneActions;
  readonly sets: SetActions;
  readonly audition: Player;
}

const noPart = () => undefined;

/** The line of the plane, which follows the hand at once; what else is done with it comes later (`continuum-actions.ts`). */
export function createContinuum(
  context: Context,
  given: ContinuumParts,
  load: () => Promise<
    (
      context: Context,
      given: ContinuumParts,
    ) => Omit<ContinuumActions, 'drag' | 'change' | 'makeSet'> & { makeSet(step: string): boolean }
  >,
): ContinuumActions {
  const { store, parts } = context;
  const part = parts.add(async () => {
    const create = await load();
    return create(context, given);
  });
  const withLine = (line: PlaneLine) => ({
    plane: { ...(store.getState().recipe.present.plane ?? EMPTY_PLANE), line },
  });
  const eager = {
    drag: (line: PlaneLine) => given.recipe.annotateLive(withLine(line)),
    change: (line: PlaneLine) => given.recipe.annotate(withLine(line)),
    makeSet: (step: string) => part.act((actions) => actions.makeSet(step)),
    stop() {
      const there = part.now();
      if (there) there.stop();
      // What waits for the program is stopped behind its start; that it cannot be fetched is told to whoever started it.
      else if (part.isComing()) part.fetch().then(({ stop }) => stop(), noPart);
    },
  };
  const actions = laterActions(part, eager);
  return actions;
}
