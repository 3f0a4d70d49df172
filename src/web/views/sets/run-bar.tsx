import { Bell, Eye, FileArchive, Pause, Play, RotateCcw, X } from 'lucide-react';
import { type FocusEvent, useLayoutEffect, useRef } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { msLeft } from '../../state/set-pace.ts';
import { countCached, type SetRun } from '../../state/set-state.ts';
import { setStrings } from '../../strings-sets.ts';
import { CountLine } from './count-line.tsx';
import { timeText } from './time-text.ts';
import { useSets } from './use-sets.ts';

/** How many there are, and what is done with all of them. */
export function RunBar({ onShowFailed }: { readonly onShowFailed: () => void }) {
  const run = useSets((state) => state.run);
  return (
    <div className="run-bar">
      <CountLine />
      <div className="run-actions" {...useKeptFocus(run.status)}>
        {run.status === 'idle' ? <IdleActions onShowFailed={onShowFailed} /> : <BusyActions run={run} />}
      </div>
      {run.status === 'idle' ? null : (
        <ProgressLine name={setStrings.progress} fraction={run.total === 0 ? 0 : run.done / run.total} />
      )}
      <p className="run-text" role="status">
        {run.status === 'idle' ? run.summary : null}
      </p>
    </div>
  );
}

/** What is pressed goes with what it is for: the keys go on with what can be done next. */
function useKeptFocus(status: SetRun['status']) {
  const box = useRef<HTMLDivElement>(null);
  const isInside = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons are those of the status
  useLayoutEffect(() => {
    const { current } = box;
    if (!isInside.current || current?.contains(document.activeElement)) return;
    current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, [status]);
  return {
    ref: box,
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: ({ target }: FocusEvent) => {
      // A button that goes takes nobody elsewhere.
      queueMicrotask(() => {
        if (target.isConnected && !box.current?.contains(document.activeElement)) isInside.current = false;
      });
    },
  };
}

function IdleActions({ onShowFailed }: { readonly onShowFailed: () => void }) {
  const { sets } = useWorkbench();
  // Rows that are being counted anew are waited for, so that nothing is pressed in vain.
  const ready = useSets(({ plan }) => plan.rows.length > 0 && plan.error === undefined);
  const complete = useSets((state) => state.plan.rows.length > 0 && countCached(state) === state.plan.rows.length);
  const failed = useSets(
    ({ plan, rows }) => plan.rows.filter((row) => rows.get(row.signature)?.kind === 'failed').length,
  );
  return (
    <>
      <Button className={complete ? 'button' : 'button primary'} isDisabled={!ready} onPress={() => void sets.start()}>
        <Play aria-hidden />
        {complete ? setStrings.again : setStrings.start}
      </Button>
      <Button className={complete ? 'button primary' : 'button'} isDisabled={!ready} onPress={() => void sets.export()}>
        <FileArchive aria-hidden />
        {setStrings.export}
      </Button>
      {failed > 0 ? (
        <>
          <Button className="button" onPress={onShowFailed}>
            <Eye aria-hidden />
            {setStrings.show(failed)}
          </Button>
          <Button className="button" isDisabled={!ready} onPress={() => void sets.retry()}>
            <RotateCcw aria-hidden />
            {setStrings.retry(failed)}
          </Button>
        </>
      ) : null}
    </>
  );
}

function BusyActions({ run }: { readonly run: SetRun }) {
  const { sets } = useWorkbench();
  const tells = useSets((state) => state.tells);
  return (
    <>
      {run.status === 'running' ? (
        <Button className="button" onPress={sets.pause}>
          <Pause aria-hidden />
          {setStrings.pause}
        </Button>
      ) : null}
      {run.status === 'paused' ? (
        <Button className="button" onPress={sets.resume}>
          <Play aria-hidden />
          {setStrings.resume}
        </Button>
      ) : null}
      <Button className="button" onPress={sets.cancel}>
        <X aria-hidden />
        {setStrings.stop}
      </Button>
      <ToggleButton
        className="button"
        isSelected={tells}
        onChange={(on) => void sets.tellWhenDone(on)}
        aria-label={`${setStrings.tellWhenDone}. ${setStrings.tellDetail}`}
      >
        <Bell aria-hidden />
        {setStrings.tellWhenDone}
      </ToggleButton>
      <span className="run-state">{textOf(run)}</span>
    </>
  );
}

function textOf(run: SetRun): string {
  const left = msLeft(run);
  const parts = [run.status === 'exporting' ? setStrings.exporting(run) : setStrings.running(run)];
  if (run.status === 'paused') parts.push(setStrings.paused);
  else if (left !== undefined && left > 0) parts.push(setStrings.left(timeText(left / 1000)));
  return parts.join(' \u00b7 ');
}
