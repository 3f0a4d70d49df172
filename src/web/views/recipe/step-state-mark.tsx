import { Check, CircleDashed, CircleSlash2, Clock, DatabaseZap, TriangleAlert } from 'lucide-react';
import type { StepState } from '../../state/step-state.ts';
import { strings } from '../../strings.ts';

const ICONS = {
  ready: Check,
  cached: DatabaseZap,
  waiting: Clock,
  stale: CircleDashed,
  problem: TriangleAlert,
  bypassed: CircleSlash2,
} as const;

/** A state is a word and a shape, never a colour alone. */
export function StepStateMark({ state }: { readonly state: StepState }) {
  if (state.word === 'working') {
    return (
      <span className="step-state working">
        <svg viewBox="0 0 16 16" aria-hidden>
          <circle cx="8" cy="8" r="6" className="ring-track" />
          <circle cx="8" cy="8" r="6" className="ring" pathLength="100" strokeDasharray={`${state.percent} 100`} />
        </svg>
        {strings.step.states.working(state.percent)}
      </span>
    );
  }
  const Icon = ICONS[state.word];
  return (
    <span className={`step-state ${state.word}`}>
      <Icon aria-hidden />
      {strings.step.states[state.word]}
    </span>
  );
}
