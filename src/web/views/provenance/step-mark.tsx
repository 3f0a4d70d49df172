import { Check, Circle, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { CheckStep } from '../../state/check-report.ts';
import { checkStrings } from '../../strings-provenance.ts';

const MARKS = { done: Check, working: LoaderCircle, waiting: Circle, problem: TriangleAlert };

export function StepMark({ state }: { readonly state: CheckStep['state'] }) {
  const Mark = MARKS[state];
  return <Mark role="img" aria-label={checkStrings.states[state]} />;
}
