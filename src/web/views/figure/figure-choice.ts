import { z } from 'zod';
import type { Workbench } from '../../state/workbench.ts';
import { type FigureChoice, FORMATS, PAPERS } from './make-figure.ts';

type KeptChoice = Omit<FigureChoice, 'sides'>;

const choiceSchema = z.object({ paper: z.enum(PAPERS), format: z.enum(FORMATS) });
const FIRST: KeptChoice = { paper: 'screen', format: 'svg' };
const NAME = 'figure';

/** How the last picture was saved; which sides it shows is what is seen. */
export function readFigureChoice(choices: Workbench['choices']): KeptChoice {
  try {
    return choiceSchema.parse(JSON.parse(choices.readChoice(NAME) ?? ''));
  } catch {
    return FIRST;
  }
}

export function keepFigureChoice(choices: Workbench['choices'], { paper, format }: KeptChoice): void {
  choices.keepChoice(NAME, JSON.stringify({ paper, format }));
}
