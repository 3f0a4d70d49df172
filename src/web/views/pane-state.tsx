import { Button } from 'react-aria-components';
import type { Side } from '../services/player.ts';
import { useApp, usePictureRevision, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { usePlotSound } from './plot-sound.ts';

/** What a pane says when it has no picture, or an old one. `small` panes leave the explanation to the map. */
export function PaneState({ side, small = false }: { readonly side: Side; readonly small?: boolean }) {
  const workbench = useWorkbench();
  usePictureRevision();
  const sound = usePlotSound(side);
  const hasSource = useApp((state) => state.source !== undefined);
  const { late, error, working } = useApp((state) => state.render);

  if (!hasSource) return side === 'source' && !small ? <Message text={strings.views.nothing} /> : null;
  if (!sound) {
    if (small) return null;
    if (error && !working) {
      return (
        <Message text={`${strings.views.resultFailed} ${error.message}`} onRetry={workbench.render.retry} problem />
      );
    }
    return late ? <Message text={strings.views.rendering} /> : null;
  }
  const problem = workbench.pictures.problem(sound.id);
  if (problem && !small) {
    const retry = () => workbench.pictures.retry(sound.id);
    return <Message text={strings.views.failed(problem.message)} onRetry={retry} problem />;
  }
  return null;
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
