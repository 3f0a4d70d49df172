import { useCallback, useMemo } from 'react';
import { seconds, spell } from '../components/format.ts';
import { later } from '../components/later.tsx';
import type { Paint } from '../components/plot/canvas.tsx';
import { EdgeTicks, F0AxisLabels, ValueAxisLabels } from '../components/plot/map-axes.tsx';
import { usePlotColours } from '../components/plot/plot-colours.ts';
import type { Layer, Scene, View } from '../layers/layer.ts';
import { viewOf } from '../layers/registry.ts';
import { printedAll } from '../layers/values.ts';
import type { Side } from '../services/player.ts';
import { useApp, useIsOld } from '../state/hooks.ts';
import type { Pane } from '../state/layout.ts';
import { strings } from '../strings.ts';
import { HeardNote } from './heard-note.tsx';
import { MapLabel } from './map-label.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { useIsRead, usePanePoint, useTimeDigits } from './pane-point.ts';
import { PaneState } from './pane-state.tsx';
import { usePlotSound } from './plot-sound.ts';
import { spokenParts } from './spoken.ts';
import { useScene } from './use-scene.ts';

const F0Surface = later(async () => (await import('./f0/f0-surface.tsx')).F0Surface);

export interface PaneSideProps {
  readonly pane: Pane;
  readonly view: View;
  readonly side: Side;
}

/** One side of a pane: its view with what is drawn over it, and their values under the cursor. */
export function PaneSide({ pane, view, side }: PaneSideProps) {
  const name = `${pane.id} ${side}`;
  const { base, overlays } = useLayers(name, pane, view, side);
  const colours = usePlotColours();
  const paint = useCallback<Paint>(
    (context, size) => {
      for (const layer of base ? [base, ...overlays] : []) {
        context.save();
        layer.paint(context, size, colours);
        context.restore();
      }
    },
    [base, overlays, colours],
  );
  const old = useIsOld(side);
  const duration = usePlotSound(side)?.duration ?? 0;
  const isMap = view.kind === 'map';
  const values = useReadout(name, isMap ? base : undefined, base ? [base, ...overlays] : []);
  const label = strings.views[side];
  const verbosity = useApp((state) => state.settings.verbosity);
  const seen = useApp((state) => state.view.time);
  return (
    <PaneFrame
      pane={name}
      className={`${view.kind} ${side}${old ? ' old' : ''}`}
      summary={strings.views.paneSummary(view.name, label, seconds(duration))}
      title={strings.views.spoken([view.name, label])}
      cursorName={strings.views.cursor(view.name, label)}
      paint={paint}
      values={view}
      readout={values}
      spoken={spell(strings.views.spoken(spokenParts(verbosity, { name: view.name, side: label, values, seen })))}
      axis={isMap ? base?.axis : undefined}
    >
      <ValueLabels layer={base} />
      <OverlayAxis layer={overlays.find((layer) => layer.axis !== base?.axis)} />
      {isMap ? <MapLabel side={side} /> : <SideLabel side={side} note={base?.note} />}
      {view.id === 'f0' && base?.axis ? <F0Surface pane={name} axis={base.axis} side={side} /> : null}
      <PaneState side={side} small={view.kind === 'wave'} empty={base?.empty} remedy={base?.remedy} pane={pane} />
    </PaneFrame>
  );
}

/** Of the axis or, where there is none, of the part that is shown. */
export function ValueLabels({ layer }: { readonly layer: Layer | undefined }) {
  if (!layer || layer.empty !== undefined) return null;
  if (layer.axis) return <ValueAxisLabels axis={layer.axis} />;
  return layer.showsTicks ? <EdgeTicks ticks={layer.ticks ?? []} /> : null;
}

function SideLabel({ side, note }: { readonly side: Side; readonly note: string | undefined }) {
  return (
    <span className={`pane-label ${side}`}>
      {strings.views[side]}
      {note === undefined ? null : <em>{note}</em>}
      <HeardNote seen={side} />
    </span>
  );
}

export interface PaneLayers {
  readonly base: Layer | undefined;
  readonly overlays: readonly Layer[];
}

/** @param change what the scene is looked at as */
export function useLayers(
  name: string,
  pane: Pane,
  view: View,
  side: Side,
  change?: (scene: Scene) => Scene,
): PaneLayers & { readonly scene: Scene | undefined } {
  const over = useMemo(() => pane.overlays.flatMap((id) => viewOf(id) ?? []), [pane.overlays]);
  const own = useScene(name, side, [view, ...over]);
  return useMemo(() => {
    const scene = own && change ? change(own) : own;
    const base = scene && view.look(scene);
    const above = scene && { ...scene, part: undefined };
    const overlays = over.flatMap((layer): readonly Layer[] =>
      above && base && layer.over.includes(view.id) ? [layer.look(above, base.axis)] : [],
    );
    return { scene, base, overlays };
  }, [own, change, view, over]);
}

/** Time, then the values of all layers; empty when nothing asks for them. */
function useReadout(name: string, map: Layer | undefined, layers: readonly Layer[]): readonly string[] {
  const point = usePanePoint(name, map?.axis);
  const digits = useTimeDigits();
  const isRead = useIsRead(name);
  if (!isRead || layers.length === 0) return [];
  const values = layers.flatMap((layer) => printedAll(layer.columns, layer.read(point)));
  return [seconds(point.time, digits), ...values];
}

/** A layer on a map that has an axis of its own shows it on the left. */
export function OverlayAxis({ layer }: { readonly layer: Layer | undefined }) {
  return layer?.axis && !layer.empty && layer.columns.length > 0 ? <F0AxisLabels axis={layer.axis} /> : null;
}
