import type { Workbench } from '../state/workbench.ts';
import type { Findable } from './fuzzy.ts';

/** A line of the palette. */
export interface Entry extends Findable {
  readonly id: string;
  readonly detail?: string | undefined;
  /** As they are shown. */
  readonly keys?: string | undefined;
  /** Where its keys act: what belongs to the place of the focus comes first. */
  readonly scope?: string;
  /** Why it cannot be done now. */
  readonly off?: string | undefined;
  /** What Tab puts into the field in its place. */
  readonly complete?: string;
  readonly run: (bench: Workbench) => void;
}

/** What the palette shows: entries, or what is wrong with what was typed. */
export interface Answer {
  readonly entries: readonly Entry[];
  readonly mistake?: {
    readonly typed: string;
    readonly expected: string;
    readonly got: string;
    readonly position?: number;
  };
}
