import type { ReactNode } from 'react';

/** A line of a menu. */
export interface MenuLine {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** The keys that do the same. */
  readonly keys?: ReactNode;
  readonly off?: boolean;
}

export interface ActionLine extends MenuLine {
  readonly run: () => void;
}

/** Lines between two rules: things to do, or to choose among. Ids are those of the whole menu. */
export type MenuPart =
  | { readonly kind: 'actions'; readonly lines: readonly ActionLine[] }
  | {
      readonly kind: 'choices';
      readonly label: string;
      /** Its label is shown. */
      readonly titled?: boolean;
      readonly mode: 'one' | 'one or none' | 'many';
      readonly lines: readonly MenuLine[];
      readonly chosen: readonly string[];
      readonly onChoose: (ids: readonly string[]) => void;
    };

export type Placement = 'bottom start' | 'bottom end' | 'top end' | 'right top';
