import { type ReactNode, useCallback, useMemo } from 'react';
import { seconds, spell } from '../components/format.ts';
import type { Paint } from '../components/plot/canvas.tsx';
import { type PlotColours, usePlotColours } from '../components/plot/plot-colours.ts';
import { areAligned, differenceOf, inGivenColours, overlaysOf } from '../layers/compare.ts';
import type { Layer, View } from '../layers/layer.ts';
import { viewOf } from '../layers/registry.ts';
import { printedAll } from '../layers/values.ts';
import { durationOfSource } from '../state/app-state.ts';
import { useApp, useIsOld } from '../state/hooks.ts';
import type { Pane } from '../state/layout.ts';
import { activeSteps } from '../state/recipe-doc.ts';
import { valuesName } from '../state/value-parts.ts';
import { strings } from '../strings.ts';
import { HeardNote } from './heard-note.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { useIsRead, usePanePoint, useTimeDigits } from './pane-point.ts';
import { OverlayAxis, type PaneLayers, useLayers, ValueLabels } from './pane-side.tsx';
import { PaneState } from './pane-state.tsx';

interface PaneComparedProps {
  readonly pane: Pane;
  readonly view: View;
}

/** Source and result in one picture: lines dashed and solid, maps and waves in hues that mix. */
export function PaneOverlay({ pane, view }: PaneComparedProps) {
  const source = useLayers(`${pane.id} source`, pane, view, 'source', inGivenColours);
  const result = useLayers(`${pane.id} result`, pane, view, 'result', inGivenColours);
  const paint = useCallback(
    (context: CanvasRenderingContext2D, size: Parameters<Paint>[1], colours: PlotColours) => {
      const views = [view, ...pane.overlays.flatMap((id) => viewOf(id) ?? [])];
      const sides = { source: listOf(source), result: listOf(result) };
      for (const layer of overlaysOf(views, sides)) layer.paint(context, size, colours);
    },
    [source, result, view, pane.overlays],
  );
  const base = result.base ?? source.base;
  const t = strings.views;
  const readings = [
    { label: t.source, layers: listOf(source) },
    { label: t.result, layers: listOf(result) },
  ];
  return (
    <ComparedFrame
      {...{ pane, view, paint, readings, base }}
      mode="overlay"
      label={
        <span className="pane-label">
          <b className="side-key source">{t.source}</b> <SideNote layer={source.base} />
          <b className="side-key result">{t.result}</b> <SideNote layer={result.base} />
          <HeardNote />
        </span>
      }
      empty={base?.empty}
      remedy={base?.remedy}
    >
      <OverlayAxis layer={result.overlays.find((layer) => layer.axis !== base?.axis)} />
    </ComparedFrame>
  );
}

function SideNote({ layer }: { readonly layer: Layer | undefined }) {
  return layer?.note === undefined ? null : <em>{layer.note}</em>;
}

/** The result less the source, where that means something. */
export function PaneDifference({ pane, view }: PaneComparedProps) {
  const { base: source } = useLayers(`${pane.id} source`, pane, view, 'source', inGivenColours);
  const { base: result, scene } = useLayers(`${pane.id} result`, pane, view, 'result', inGivenColours);
  const recipe = useApp((state) => state.render.result?.recipe);
  const part = useApp((state) => state.view.parts[valuesName(view, true)]);
  const found = useMemo(() => {
    if (!source || !result || !scene) return undefined;
    return differenceOf(view, { source, result }, { ...scene, part }, areAligned(scene, recipe));
  }, [source, result, scene, view, recipe, part]);
  const layer = typeof found === 'object' ? found : undefined;
  const paint = useCallback(
    (context: CanvasRenderingContext2D, size: Parameters<Paint>[1], colours: PlotColours) =>
      layer?.paint(context, size, colours),
    [layer],
  );
  const isWorld = recipe !== undefined && activeSteps(recipe).some(({ module }) => module === 'world');
  const note = layer?.paintMinus && isWorld ? strings.compare.notError : strings.compare.difference;
  return (
    <ComparedFrame
      {...{ pane, view, paint }}
      readings={layer ? [{ label: strings.compare.difference, layers: [layer] }] : []}
      base={layer}
      mode="difference"
      label={
        <span className="pane-label">
          {note}
          <HeardNote />
        </span>
      }
      empty={typeof found === 'string' ? found : undefined}
      remedy={result?.remedy ?? source?.remedy}
    />
  );
}

interface ComparedFrameProps extends PaneComparedProps {
  readonly mode: 'overlay' | 'difference';
  readonly base: Layer | undefined;
  readonly readings: readonly { readonly label: string; readonly layers: readonly Layer[] }[];
  readonly label: ReactNode;
  readonly empty: string | undefined;
  readonly remedy: Layer['remedy'] | undefined;
  readonly paint: (context: CanvasRenderingContext2D, size: Parameters<Paint>[1], colours: PlotColours) => void;
  readonly children?: ReactNode;
}

function ComparedFrame(props: ComparedFrameProps) {
  const { pane, view, mode, base, readings, label, empty, paint, children } = props;
  const name = `${pane.id} ${mode}`;
  const colours = usePlotColours();
  const duration = useApp(durationOfSource);
  const old = useIsOld();
  const isMap = view.kind === 'map';
  const axis = isMap ? base?.axis : undefined;
  const point = usePanePoint(name, axis);
  const digits = useTimeDigits();
  const isRead = useIsRead(name);
  const values = isRead
    ? readings.flatMap((reading) => {
        const texts = reading.layers.flatMap((layer) => printedAll(layer.columns, layer.read(point)));
        return texts.length === 0 ? [] : [`${reading.label} ${texts.join(' \u00b7 ')}`];
      })
    : [];
  const readout = isRead ? [seconds(point.time, digits), ...values] : [];
  const draw = useCallback<Paint>((context, size) => paint(context, size, colours), [paint, colours]);
  const mean = strings.compare.modes[mode];
  return (
    <PaneFrame
      pane={name}
      className={`${view.kind} ${mode}${old ? ' old' : ''}`}
      summary={strings.views.paneSummary(view.name, mean, seconds(duration))}
      title={strings.views.spoken([view.name, mean])}
      cursorName={strings.views.cursor(view.name, mean)}
      paint={draw}
      values={view}
      difference={mode === 'difference'}
      readout={readout}
      spoken={spell(strings.views.spoken([view.name, mean, ...readout])).replaceAll(' \u00b7 ', ', ')}
      axis={axis}
    >
      {empty === undefined ? <ValueLabels layer={base} /> : null}
      {children}
      {label}
      <PaneState
        side="result"
        small={view.kind === 'wave' && empty === undefined}
        empty={empty}
        remedy={empty === undefined ? undefined : props.remedy}
        pane={pane}
      />
    </PaneFrame>
  );
}

function listOf({ base, overlays }: PaneLayers): readonly Layer[] {
  return base ? [base, ...overlays] : [];
}
