import { Check, Minus, TriangleAlert, X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { length, readable } from '../../components/format.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import type { Result } from '../../state/app-state.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { checkRecipe } from '../../state/recipe-check.ts';
import { heardPart } from '../../state/recipe-doc.ts';
import { isCurrent } from '../../state/result-state.ts';
import { strings } from '../../strings.ts';

/** What the last job did, or how far this one is, with its cancel. */
export function RenderStatus() {
  const { render } = useWorkbench();
  const { result, working, late, progress, error } = useApp((state) => state.render);
  const current = useApp((state) => state.render.result !== undefined && isCurrent(state));
  const valid = useApp((state) => checkRecipe(heardPart(state.recipe.present, state.listening)).ok);
  const hasSource = useApp(({ source, recipe }) => source !== undefined || recipe.present.file !== undefined);
  const longFor = useApp(({ source }) => (source && !source.clip ? source.sound.duration : undefined));
  if (!hasSource) return <p className="status" />;
  if (working && (late || !result)) {
    const fraction = progress?.fraction ?? 0;
    return (
      <div className="status working">
        <span className="status-text">
          {progress
            ? `${progress.label} \u00b7 ${strings.render.working(Math.round(fraction * 100))}`
            : strings.render.starting}
        </span>
        <IconButton icon={X} label={strings.cancel} bare onPress={render.cancel} />
        <ProgressLine name={strings.render.progress} fraction={fraction} />
      </div>
    );
  }
  if (error && !working) {
    return (
      <div className="status failed" role="alert">
        <TriangleAlert aria-hidden />
        <span className="status-text">
          {strings.render.failed(readable(error.message))} {result ? strings.render.lastGood : ''}
        </span>
        <Button className="link" onPress={render.retry}>
          {strings.retry}
        </Button>
      </div>
    );
  }
  if (!working && !valid) {
    return (
      <div className="status">
        <Minus aria-hidden />
        <span className="status-text">{strings.render.invalid}</span>
      </div>
    );
  }
  if (!working && (!result || !current)) {
    return (
      <div className="status">
        <Minus aria-hidden />
        <span className="status-text">
          {longFor === undefined ? strings.render.stopped : strings.long.onRequest(length(longFor))}
        </span>
        <Button className="link" onPress={render.retry}>
          {strings.render.resume}
        </Button>
      </div>
    );
  }
  return result ? (
    <div className="status done">
      <Check aria-hidden />
      <span className="status-text">{resultText(result)}</span>
    </div>
  ) : null;
}

function resultText({ rendered }: Result): string {
  const elapsed =
    rendered.elapsedMs < 1000
      ? `${Math.max(1, Math.round(rendered.elapsedMs))} ms`
      : `${(rendered.elapsedMs / 1000).toFixed(2)} s`;
  const notes = rendered.steps.flatMap((step) => step.notes);
  const found = rendered.steps.length > 0 && rendered.steps.every((step) => step.cached);
  const again = rendered.steps.some((step) => step.remembered);
  const text = again ? strings.render.renderedAgain : strings.render.rendered;
  return [found ? strings.render.found(elapsed) : text(elapsed), ...notes].join(' \u00b7 ');
}
