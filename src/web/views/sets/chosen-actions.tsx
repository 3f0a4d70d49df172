import { ArrowLeftRight, CircleMinus, FileInput, Play } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { PlannedRow } from '../../services/set-client.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { exclusionSlices } from '../../state/leave-out.ts';
import { exclusionsOf, withExclusions } from '../../state/set-details.ts';
import { runSliced } from '../../state/slices.ts';
import { setMapStrings } from '../../strings-set-map.ts';
import { setRowStrings as t } from '../../strings-set-rows.ts';
import { useSets } from './use-sets.ts';

export interface ChosenProps {
  readonly chosen: readonly PlannedRow[];
  readonly factors: readonly string[];
  readonly onOpen: (row: PlannedRow) => void;
  readonly onDone: () => void;
}

/** What can be done with the rows that are chosen. */
export function ChosenActions({ chosen, factors, onOpen, onDone }: ChosenProps) {
  const { sets } = useWorkbench();
  const draft = useSets((state) => state.draft);
  const isIdle = useSets(({ run, plan }) => run.status === 'idle' && plan.error === undefined);
  const [only] = chosen;
  if (!draft || only === undefined) return null;
  const leaveOut = () => {
    const { rows } = sets.store.getState().plan;
    runSliced(exclusionSlices(rows, chosen, factors), (texts) => {
      // Meanwhile something else may have been typed.
      sets.rework((now) => ({ ...now, ...withExclusions(now, [...exclusionsOf(now), ...texts]) }));
      onDone();
    });
  };
  return (
    <div className="set-row-actions">
      {chosen.length === 1 ? (
        <Button className="button" onPress={() => onOpen(only)}>
          <FileInput aria-hidden />
          {t.open}
        </Button>
      ) : null}
      {chosen.length === 1 ? (
        <Button className="button" onPress={() => void sets.compare(only.index)}>
          <ArrowLeftRight aria-hidden />
          {setMapStrings.compare}
        </Button>
      ) : null}
      <Button className="button" isDisabled={!isIdle} onPress={() => void sets.start(chosen)}>
        <Play aria-hidden />
        {t.render}
      </Button>
      <Button className="button" isDisabled={!isIdle || factors.length === 0} onPress={leaveOut}>
        <CircleMinus aria-hidden />
        {t.leaveOut}
      </Button>
    </div>
  );
}
