import { type KeyboardEvent, useMemo, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useMedia } from '../../components/browser-hooks.ts';
import { later } from '../../components/later.tsx';
import { type PlanePoint, SOURCE_POINT } from '../../state/plane-geometry.ts';
import { planeStrings } from '../../strings-plane.ts';
import { usePlaneDrag, useWheelZoom } from './plane-drag.ts';
import { frameOf, isSeen, type PlaneFrame } from './plane-frame.ts';
import type { PlaneModel } from './plane-model.ts';
import { PlanePlaces } from './plane-places.tsx';
import { PlanePlot } from './plane-plot.tsx';
import { PlaneAxes, PlaneScales } from './plane-scales.tsx';
import { spokenPoint } from './plane-spoken.ts';
import { type PlaneKeys, PlaneTools, PlaneZoom } from './plane-tools.tsx';
import { PlaneTract } from './plane-tract.tsx';

const t = planeStrings;
const COARSE = 10;

/** Of a continuum, which few have. */
const LinePanel = later(async () => (await import('./line-panel.tsx')).LinePanel);

/** The `world` step's two changes of a voice, for the hand: f0 across, vocal-tract length upwards. */
export function Plane({ model, keys }: { readonly model: PlaneModel; readonly keys: PlaneKeys }) {
  const { view, meanF0, cm } = model;
  const square = useMedia('(max-width: 767px)');
  const frame = useMemo(() => frameOf(view, square), [view, square]);
  const { f0, vtl } = frame.reach;
  return (
    <div className="plane-box" data-scope="plane">
      <div className="plane-head">
        <PlaneTools
          view={view}
          canPin={model.point !== undefined}
          hasLine={model.line !== undefined}
          keys={keys}
          onView={model.onView}
          onPin={model.onPin}
          onToggleLine={model.onToggleLine}
        />
        <PlaneZoom view={view} keys={keys} onZoom={model.onZoom} />
      </div>
      <div className="plane-frame">
        <PlaneScales frame={frame} meanF0={meanF0} cm={cm} />
        <PlaneField model={model} frame={frame} aspect={`${f0} / ${vtl}`} />
      </div>
      {model.line ? <LinePanel model={model.line} /> : null}
      <PlanePlaces model={model} />
      <PlaneTract
        tract={model.tract}
        meanF0={meanF0}
        estimating={model.estimating}
        onTract={model.onTract}
        onEstimate={model.onEstimate}
      />
      <PlaneNote model={model} frame={frame} />
    </div>
  );
}

interface FieldProps {
  readonly model: PlaneModel;
  readonly frame: PlaneFrame;
  readonly aspect: string;
}

function PlaneField({ model, frame, aspect }: FieldProps) {
  const box = useRef<HTMLDivElement>(null);
  const drag = usePlaneDrag(model, frame, box);
  useWheelZoom(box, model.onZoom);
  const at = model.point ?? SOURCE_POINT;
  const spoken = spokenPoint(at, model.spots);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and read its legend twice
    <div
      ref={box}
      className="plane"
      style={{ aspectRatio: aspect }}
      role="group"
      aria-label={t.name}
      onKeyDown={(event) => {
        if (box.current) delete box.current.dataset['pointer'];
        moveByKey(event, at, frame, model);
      }}
      onKeyUp={(event) => (/^(Arrow.*|Home)$/.test(event.key) ? model.onRelease() : undefined)}
      // A key may be let go elsewhere.
      onBlur={model.onRelease}
      {...drag}
    >
      <PlanePlot {...model} frame={frame} />
      <HiddenRange name={t.f0} value={at.f0} reach={frame.reach.f0} text={spoken} />
      <HiddenRange name={t.vtl} value={at.vtl} reach={frame.reach.vtl} text={spoken} />
      <PlaneAxes frame={frame} cm={model.cm} />
    </div>
  );
}

/** Arrows go where they point, whichever way up the plane is. */
function moveByKey(event: KeyboardEvent, at: PlanePoint, { up }: PlaneFrame, { view, onMove }: PlaneModel): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const step = event.shiftKey ? view.step * COARSE : view.step;
  const rounded = (value: number) => Math.round(value * 100) / 100;
  if (event.key === 'ArrowLeft') onMove({ f0: rounded(at.f0 - step) });
  else if (event.key === 'ArrowRight') onMove({ f0: rounded(at.f0 + step) });
  else if (event.key === 'ArrowUp') onMove({ vtl: rounded(at.vtl + up * step) });
  else if (event.key === 'ArrowDown') onMove({ vtl: rounded(at.vtl - up * step) });
  else if (event.key === 'Home') onMove(SOURCE_POINT);
  else return;
  event.preventDefault();
}

/** Native ranges, one per dimension, hold focus and speak; their keys are those of the plane. */
function HiddenRange(props: { name: string; value: number; reach: number; text: string }) {
  return (
    <input
      type="range"
      className="plane-range"
      aria-label={props.name}
      aria-roledescription={t.role}
      aria-valuetext={props.text}
      min={-props.reach}
      max={props.reach}
      step={0.01}
      value={props.value}
      onChange={() => undefined}
    />
  );
}

function PlaneNote({ model, frame }: Pick<FieldProps, 'model' | 'frame'>) {
  const { point, voiced, meanF0, view } = model;
  const isOutside = point !== undefined && !isSeen(point, frame);
  if (isOutside && view.level < 3) {
    return (
      <p className="plane-note">
        {t.outside}{' '}
        <Button className="link" onPress={() => model.onGo(point)}>
          {t.show}
        </Button>
      </p>
    );
  }
  if (isOutside) return <p className="plane-note">{t.outside}</p>;
  if (view.ellipses !== 'off') return <p className="plane-note">{t.jndNote}</p>;
  if (!voiced) return <p className="plane-note">{t.noMean}</p>;
  return <p className="plane-note">{meanF0 === undefined ? '\u00a0' : t.marks}</p>;
}
