import { useMemo } from 'react';
import { decimal, seconds } from '../../components/format.ts';
import { later } from '../../components/later.tsx';
import { fetchCurves } from '../../layers/curves.ts';
import type { View } from '../../layers/layer.ts';
import { viewOf } from '../../layers/registry.ts';
import { printedAll } from '../../layers/values.ts';
import type { Side } from '../../services/player.ts';
import { durationOfSource, isSoundComing } from '../../state/app-state.ts';
import { useApp, usePointer } from '../../state/hooks.ts';
import { stageOf } from '../../state/staging.ts';
import { spanLength } from '../../state/time-view.ts';
import { strings } from '../../strings.ts';
import { useTimeDigits } from '../pane-point.ts';
import { useScene } from '../use-scene.ts';

const SIDES = ['source', 'result'] as const;

/** Under the panes: what every visible layer says where the cursor is, or comes to over the selection. */
export function ReadoutStrip() {
  const panes = useApp(({ recipe }) => stageOf(recipe.present).panes);
  const selection = useApp((state) => state.view.selection);
  const ready = useApp((state) => state.source !== undefined);
  const isComing = useApp(isSoundComing);
  const ids = [...new Set(panes.flatMap(({ base, overlays }) => [base, ...overlays]))];
  const views = ids.flatMap((id) => viewOf(id) ?? []);
  const label = selection ? strings.strip.over : strings.strip.atCursor;
  // Its place is kept, so that nothing moves when there is something to read.
  if (!ready) return isComing ? <div className="readout-strip" /> : null;
  return (
    <section className="readout-strip" aria-label={label}>
      <StripTime />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled to, by keys, too */}
      <div className="strip-values" tabIndex={0}>
        {SIDES.map((side) => (
          <div key={side} className="strip-side">
            <b className={side}>{strings.views[side]}</b>
            {views.map((view) => {
              const Values = view.kind === 'curve' ? CurveValues : StripValues;
              return <Values key={view.id} view={view} side={side} />;
            })}
          </div>
        ))}
      </div>
    </section>
  );
}

/** Where it reads: the cursor, or how long the selection is and how often it fits a second. */
function StripTime() {
  const { cursor, selection } = useApp((state) => state.view);
  const hover = usePointer((state) => state.hover?.time);
  const digits = useTimeDigits();
  if (!selection) return <span className="strip-time">{seconds(hover ?? cursor, digits)}</span>;
  const length = spanLength(selection);
  const often = 1 / length;
  return (
    <span className="strip-time">
      {seconds(length, digits)}
      <small>{strings.strip.perSecond(`${decimal(often, often < 100 ? 2 : 0)}\u00a0Hz`)}</small>
    </span>
  );
}

interface StripValuesProps {
  readonly view: View;
  readonly side: Side;
}

/** Curves are read by a program of their own. */
const CurveValues = later(
  async () => {
    await fetchCurves();
    return StripValues;
  },
  null,
  () => null,
);

/** Values of one view that the strip has room for. */
const MOST = 2;

function StripValues({ view, side }: StripValuesProps) {
  const scene = useScene(`strip ${view.id} ${side}`, side, [view]);
  const layer = useMemo(() => scene && view.look(scene), [scene, view]);
  const { cursor, selection } = useApp((state) => state.view);
  const duration = useApp(durationOfSource) || 1;
  const hover = usePointer((state) => state.hover?.time);
  const frequency = usePointer((state) => state.frequency);
  if (!layer || layer.empty !== undefined) return null;
  const { over } = layer;
  const first = (selection ? over : layer)?.columns[0];
  const texts =
    selection && over
      ? printedAll(over.columns, over.read({ start: selection.start / duration, end: selection.end / duration }))
      : selection
        ? []
        : printedAll(layer.columns, layer.read({ share: (hover ?? cursor) / duration, frequency }));
  if (texts.length === 0) return null;
  // Two columns without a value say so in the same word, and it does not tell which view it is of.
  const few = selection ? texts : texts.slice(0, MOST);
  const once = few.filter((text, index) => text !== first?.none || few.indexOf(text) === index);
  const isNamed = first?.said !== undefined && once[0] !== first.none;
  return (
    <span className="strip-view">
      {isNamed ? null : <small>{view.name} </small>}
      {once.join(' \u00b7 ')}
    </span>
  );
}
