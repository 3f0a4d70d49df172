import { z } from 'zod';
import type { Workbench } from '../../state/workbench.ts';
import { type FigureChoice, FORMATS, PAPERS, SIDES } from './make-figure.ts';

const choiceSchema = z.object({ sides: z.enum(SIDES), paper: z.enum(PAPERS), format: z.enum(FORMATS) });
const FIRST: FigureChoice = { sides: 'both', paper: 'screen', format: 'svg' };
const NAME = 'figure';

/** How the last picture was saved. */
export function readFigureChoice(choices: Workbench['choices']): FigureChoice {
  try {
    return choiceSchema.parse(JSON.parse(choices.readChoice(NAME) ?? ''));
  } catch {
    return FIRST;
  }
}

export function keepFigureChoice(choices: Workbench['choices'], choice: FigureChoice): void {
  choices.keepChoice(NAME, JSON.stringify(choice));
}
