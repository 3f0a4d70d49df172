import { Button } from 'react-aria-components';
import { readable } from '../components/format.ts';
import type { Side } from '../services/player.ts';
import { useApp, useSideRevision, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { usePlotSound } from './plot-sound.ts';

export interface PaneStateProps {
  readonly side: Side;
  readonly small?: boolean;
  /** Why the view has nothing to show. */
  readonly empty?: string | undefined;
}

/** What a pane says when it has no picture, or an old one. `small` panes leave the explanation to the map. */
export function PaneState({ side, small = false, empty }: PaneStateProps) {
  const workbench = useWorkbench();
  useSideRevision(side);
  const sound = usePlotSound(side);
  const hasSource = useApp((state) => state.source !== undefined);
  const waiting = useApp(({ library }) => library.some(({ status }) => status === 'loading'));
  const failure = useApp(({ library }) => library.find(({ status }) => status === 'failed')?.error);
  const f0 = useApp((state) => state.source?.f0);
  const { late, error, working } = useApp((state) => state.render);

  if (!hasSource) {
    if (side !== 'source' || small || waiting) return null;
    return failure ? <Message text={readable(failure.message)} problem /> : <Message text={strings.views.nothing} />;
  }
  if (!sound) {
    if (small) return null;
    if (error && !working) {
      return (
        <Message
          text={`${strings.views.resultFailed} ${readable(error.message)}`}
          onRetry={workbench.render.retry}
          problem
        />
      );
    }
    if (!working) return <Message text={strings.render.stopped} onRetry={workbench.render.retry} />;
    return late ? <Message text={strings.views.rendering} /> : null;
  }
  const problem = workbench.pictures.problem(sound.id);
  if (problem && !small) {
    const retry = () => workbench.pictures.retry(sound.id);
    return <Message text={strings.views.failed(readable(problem.message))} onRetry={retry} problem />;
  }
  if (f0?.status === 'failed' && side === 'source' && !small) {
    const text = strings.views.f0Failed(readable(f0.error.message));
    return <Message text={text} onRetry={workbench.library.retryF0} problem />;
  }
  return empty === undefined ? null : <Message text={empty} />;
}

function Message(props: { readonly text: string; readonly problem?: boolean; readonly onRetry?: () => void }) {
  return (
    <div className={props.problem ? 'pane-message problem' : 'pane-message'}>
      <p>{props.text}</p>
      {props.onRetry ? (
        <Button className="button" onPress={props.onRetry}>
          {strings.retry}
        </Button>
      ) : null}
    </div>
  );
}
