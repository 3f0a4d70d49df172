import type { RecipeStep } from '../../state/recipe-doc.ts';
import type { StepDrag } from './step-drag.ts';

export interface StepCardProps {
  readonly step: RecipeStep;
  readonly index: number;
  readonly count: number;
  readonly drag: StepDrag;
  readonly naming: boolean;
  readonly onNaming: (step: string | undefined) => void;
  readonly onAddBehind: (step: string) => void;
}
