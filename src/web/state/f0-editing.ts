import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OctaveFactor } from '../../core/kernels/contour-kernel.ts';
import type { F0EditFamily } from '../../core/modules/f0-edits.ts';
import type { EditedF0 } from '../services/f0-client.ts';
import { strings } from '../strings.ts';
import { f0Strings } from '../strings-f0.ts';
import type { Context } from './context.ts';
import type { Contour, Dot, Frames, Suspect } from './f0-contour.ts';
import { whyNoF0Edits } from './f0-reason.ts';
import { laterActions } from './later-part.ts';
import type { RecipeActions } from './recipe.ts';
import type { ViewActions } from './viewing.ts';

export const F0_TOOLS = ['select', 'draw', 'octave', 'voicing', 'smooth', 'stylise'] as const;

export type F0Tool = (typeof F0_TOOLS)[number];

/** How a stretch is smoothed. */
export type Smoothing =
  | { readonly operation: 'median'; readonly value: number }
  | { readonly operation: 'gaussian'; readonly value: number };

/** What is done, without where and in which family. */
export type F0Change =
  | { readonly operation: 'octave'; readonly value: OctaveFactor }
  | { readonly operation: 'shift'; readonly value: number }
  | { readonly operation: 'unvoice' | 'voice' }
  | { readonly operation: 'draw'; readonly value: readonly Dot[] }
  | Smoothing;

export interface F0EditingState {
  readonly tool: F0Tool;
  readonly family: F0EditFamily;
  readonly smoothing: Smoothing;
  /** f0 of the source before and after the edits; undefined while it is not known. */
  readonly edited: EditedF0 | undefined;
  /** An octave that may be taken. */
  readonly proposal: (Frames & { readonly value: OctaveFactor }) | undefined;
  /** Of the corrected f0, those dismissed left out. */
  readonly suspects: readonly Suspect[];
  /** The one that is looked at. */
  readonly suspect: Suspect | undefined;
  /** Where voice was given for the melody only. */
  readonly noisy: Frames | undefined;
}

export interface F0Editing {
  readonly store: StoreApi<F0EditingState>;
  /** Why f0 cannot be edited now, as a sentence; undefined when it can. */
  reason(): string | undefined;
  setTool(tool: F0Tool): void;
  setFamily(family: F0EditFamily): void;
  setSmoothing(smoothing: Smoothing): void;
  /** `edited` once it is that of source and step as they stand; null where there is none, undefined where the program did not come, which was told. */
  settled(): Promise<EditedF0 | null | undefined>;
  /** The contour that edits of a family change, else of the chosen one. */
  contour(family?: F0EditFamily): Contour | undefined;
  /** The selection, else the voiced run at the cursor. */
  target(): Frames | undefined;
  /** @param at frames; the target without them. @returns whether something was done */
  change(change: F0Change, at?: Frames, family?: F0EditFamily): boolean;
  /** The contour as smoothing or stylising the target would make it; undefined where there is nothing to. */
  preview(at: Frames, signal: AbortSignal): Promise<Contour | undefined>;
  /** Moves the target by semitones while a key is held; `recipe.settle` ends it. */
  nudge(st: number): void;
  /** Proposes an octave for a run or the target. */
  propose(value: OctaveFactor, at?: Frames): void;
  /** What is proposed, or the tool's own work on the target. */
  take(): void;
  /** @returns whether there was something to drop */
  drop(): boolean;
  lookAt(direction: 1 | -1): void;
  dismiss(): void;
  /** What was voiced last is corrected instead. */
  correctVoicing(): void;
}

const FIRST: F0EditingState = {
  tool: 'select',
  family: 'correct',
  smoothing: { operation: 'median', value: 5 },
  edited: undefined,
  proposal: undefined,
  suspects: [],
  suspect: undefined,
  noisy: undefined,
};

/** Where the tools of f0 stand; what they do comes later (`f0-actions.ts`). */
export function createF0Editing(
  context: Context,
  recipe: RecipeActions,
  view: ViewActions,
  load: () => Promise<
    (context: Context, store: F0Editing['store'], recipe: RecipeActions, view: ViewActions) => Omit<F0Editing, 'store'>
  >,
): F0Editing {
  const store = createStore<F0EditingState>(() => FIRST);
  const part = context.parts.add(async () => {
    const create = await load();
    return create(context, store, recipe, view);
  });
  let isMissing = false;

  /** Asks for the tools, too, where there is something to edit: there are none to edit with. */
  function reasonMeanwhile(): string {
    const { source, recipe: history } = context.store.getState();
    const why = whyNoF0Edits(history.present);
    if (why !== undefined) return why;
    if (source?.f0.status !== 'ready') return f0Strings.reasons.notFound;
    part.fetch().then(
      () => {
        isMissing = false;
      },
      () => {
        isMissing = true;
      },
    );
    return isMissing ? strings.part.notFetched : f0Strings.reasons.notFound;
  }

  const eager = {
    store,
    reason() {
      const there = part.now();
      return there ? there.reason() : reasonMeanwhile();
    },
    settled: () => part.act(async (actions) => (await actions.settled()) ?? null),
    contour: (family?: F0EditFamily) => part.now()?.contour(family),
    target: () => part.now()?.target(),
    change(...given: Parameters<F0Editing['change']>) {
      const there = part.now();
      if (there) return there.change(...given);
      context.store.setState({ spoken: reasonMeanwhile() });
      return false;
    },
    preview: (...given: Parameters<F0Editing['preview']>) => part.act((actions) => actions.preview(...given)),
    drop: () => part.now()?.drop() ?? false,
  };
  const actions = laterActions(part, eager);
  return actions;
}
