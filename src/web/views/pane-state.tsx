import { Button } from 'react-aria-components';
import type { AppError } from '../../core/base/errors.ts';
import { runCommand, whyNot } from '../commands/command.ts';
import { findCommand } from '../commands/registry.ts';
import { length, readable } from '../components/format.ts';
import type { Layer } from '../layers/layer.ts';
import { viewOf } from '../layers/registry.ts';
import type { Side } from '../services/player.ts';
import { type AppState, isSoundComing } from '../state/app-state.ts';
import { useApp, useShell, useSideRevision, useWorkbench } from '../state/hooks.ts';
import type { Pane } from '../state/layout.ts';
import { stageOf } from '../state/staging.ts';
import { strings } from '../strings.ts';
import { usePlotSound } from './plot-sound.ts';

export interface PaneStateProps {
  readonly side: Side;
  readonly small?: boolean;
  /** Why the view has nothing to show. */
  readonly empty?: string | undefined;
  readonly remedy?: Layer['remedy'] | undefined;
  readonly pane: Pane;
}

/** What a pane says when it has no picture, or an old one. `small` panes leave the explanation to the map. */
export function PaneState({ side, small = false, empty, remedy, pane }: PaneStateProps) {
  const workbench = useWorkbench();
  useSideRevision(side);
  const sound = usePlotSound(side);
  const hasSource = useApp((state) => state.source !== undefined);
  const waiting = useApp(isSoundComing);
  const isEmpty = useApp(({ library }) => library.length === 0);
  const isPhone = useShell(({ phone }) => phone);
  const failure = useApp(({ library }) => library.find(({ status }) => status === 'failed')?.error);
  const f0 = useApp((state) => state.source?.f0);
  const longFor = useApp(({ source }) => (source && !source.clip ? source.sound.duration : undefined));
  // Of the render only what changes what is said here: it reports its progress often.
  const late = useApp(({ render }) => !sound && render.late);
  const error = useApp(({ render }) => (sound ? undefined : render.error));
  const working = useApp(({ render }) => !sound && render.working);
  const said = useApp((state) => saidBy(state, pane, side));

  if (!hasSource) {
    if (side !== 'source' || small || waiting) return null;
    if (failure) return <Message text={readable(failure.message)} problem={failure} />;
    if (isEmpty) return <Message text={strings.library.empty} />;
    return <Message text={isPhone ? strings.views.nothingPhone : strings.views.nothing} />;
  }
  if (!sound) {
    if (small) return null;
    if (error && !working) {
      return (
        <Message
          text={`${strings.views.resultFailed} ${readable(error.message)}`}
          onRetry={workbench.render.retry}
          problem={error}
        />
      );
    }
    if (!working && longFor !== undefined) {
      const text = strings.long.onRequest(length(longFor));
      return <Message text={text} onRetry={workbench.render.retry} retry={strings.long.render} />;
    }
    if (!working) return <Message text={strings.render.stopped} onRetry={workbench.render.retry} />;
    return late ? <Message text={strings.views.rendering} /> : null;
  }
  const problem = workbench.pictures.problem(sound.id);
  if (problem && !small) {
    const retry = () => workbench.pictures.retry(sound.id);
    return <Message text={strings.views.failed(readable(problem.message))} onRetry={retry} problem={problem} />;
  }
  const looking = small ? undefined : workbench.pictures.progress(sound.id);
  if (looking !== undefined && looking < 1) return <Message text={strings.long.looking(Math.round(100 * looking))} />;
  if (f0?.status === 'failed' && side === 'source' && !small) {
    const text = strings.views.f0Failed(readable(f0.error.message));
    return <Message text={text} onRetry={workbench.library.retryF0} problem={f0.error} />;
  }
  if (empty === undefined) return null;
  if (remedy?.again !== undefined && said === 'above') return <Message text={remedy.again} />;
  if (remedy?.again !== undefined && said === 'beside') return null;
  // One button for both sides.
  const command = remedy && said !== 'beside' ? findCommand(remedy.command) : undefined;
  if (!remedy || !command || whyNot(command, workbench) !== undefined) return <Message text={empty} />;
  return <Message text={empty} onRetry={() => runCommand(command, workbench)} retry={remedy.label} />;
}

/** Which other picture says already what this one lacks: a pane's above, or the other side's. */
function saidBy({ recipe, view }: AppState, { id, base }: Pane, side: Side): 'above' | 'beside' | undefined {
  if (side === 'result' && view.display.compare === 'both') return 'beside';
  const needs = viewOf(base)?.needs;
  if (needs === undefined) return undefined;
  const { panes } = stageOf(recipe.present);
  const above = panes.slice(
    0,
    panes.findIndex((pane) => pane.id === id),
  );
  return above.some((pane) => viewOf(pane.base)?.needs === needs) ? 'above' : undefined;
}

interface MessageProps {
  readonly text: string;
  readonly problem?: AppError;
  readonly onRetry?: () => void;
  /** What the button says. */
  readonly retry?: string;
}

/** What a report of it needs, which is not for reading here: code, kind, details. */
function CopyDetails({ error }: { readonly error: AppError }) {
  const { take } = useWorkbench();
  const details = () => JSON.stringify(error, undefined, 2);
  return (
    <Button className="button" onPress={() => void take.copy(details(), strings.views.detailsCopied)}>
      {strings.views.copyDetails}
    </Button>
  );
}

function Message(props: MessageProps) {
  return (
    <div className={props.problem ? 'pane-message problem' : 'pane-message'}>
      <p>{props.text}</p>
      {props.onRetry ? (
        <Button className="button" onPress={props.onRetry}>
          {props.retry ?? strings.retry}
        </Button>
      ) : null}
      {props.problem ? <CopyDetails error={props.problem} /> : null}
    </div>
  );
}
