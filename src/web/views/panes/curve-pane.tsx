import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useExtent } from '../../components/browser-hooks.ts';
import { kilohertz, short, spell } from '../../components/format.ts';
import { Canvas, type Paint } from '../../components/plot/canvas.tsx';
import { ValueAxisLabels } from '../../components/plot/map-axes.tsx';
import { usePlotColours } from '../../components/plot/plot-colours.ts';
import { heightOf, valueAt } from '../../layers/axis.ts';
import type { Across, Layer, View } from '../../layers/layer.ts';
import { printedAll } from '../../layers/values.ts';
import { usePointer, useWorkbench } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { valuesName } from '../../state/value-parts.ts';
import { strings } from '../../strings.ts';
import { PaneState } from '../pane-state.tsx';
import { useScene } from '../use-scene.ts';
import { useAxisDrag, useValueWheel } from './curve-gestures.ts';

export interface CurvePaneProps {
  readonly pane: Pane;
  readonly view: View;
}

const STEP = 1 / 160;

/** A view whose axis to the right is frequency: it has a cursor of its own, which is that of maps. */
export function CurvePane({ pane, view }: CurvePaneProps) {
  const name = `${pane.id} source`;
  const { pointer } = useWorkbench();
  const scene = useScene(name, 'source', [view]);
  const layer = useMemo(() => scene && view.look(scene), [scene, view]);
  const surface = useRef<HTMLDivElement>(null);
  const part = valuesName(view);
  const drag = useAxisDrag(part);
  const colours = usePlotColours();
  const paint = useCallback<Paint>((context, size) => layer?.paint(context, size, colours), [layer, colours]);
  const [hover, setHover] = useState<number>();
  const focused = usePointer((state) => state.focus === name);
  const cursor = usePointer((state) => state.frequency);
  const across = layer?.empty === undefined ? layer?.across : undefined;
  useValueWheel(surface, part, across !== undefined);
  const share = hover ?? (across ? Math.min(Math.max(heightOf(across.axis, cursor), 0), 1) : 0);
  const isRead = across !== undefined && (hover !== undefined || focused);
  const values = useMemo(() => {
    if (!isRead || !layer || !across) return [];
    const found = printedAll(layer.columns, layer.read({ share, frequency: valueAt(across.axis, share) }));
    return [across.column.print(across.valueAt(share)), ...found];
  }, [isRead, layer, across, share]);
  const spoken = spell(strings.views.spoken([view.name, ...values]));
  useEffect(() => {
    if (focused) pointer.setState({ sentence: spoken, summary: '', aim: 0.5 });
  }, [pointer, focused, spoken]);
  useEffect(
    () => () => {
      if (pointer.getState().focus === name) pointer.setState({ focus: undefined });
    },
    [pointer, name],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!across || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 10 * STEP : STEP;
    const to = { ArrowLeft: share - step, ArrowRight: share + step, Home: 0, End: 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setHover(undefined);
    pointer.setState({ frequency: valueAt(across.axis, Math.min(Math.max(to, 0), 1)), focus: name });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    drag.move(event);
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setHover(Math.min(Math.max((event.clientX - left) / width, 0), 1));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a pane is no form group
    <div className="pane curve" role="group" aria-label={view.name}>
      <Canvas paint={paint} />
      {layer?.axis && across ? <ValueAxisLabels axis={layer.axis} /> : null}
      {across ? <AcrossTicks across={across} /> : null}
      {across && layer?.lines ? <CurveKey lines={layer.lines} /> : null}
      {isRead ? <div className="mark-hair across" style={{ left: `${share * 100}%` }} aria-hidden /> : null}
      {across ? (
        <div
          ref={surface}
          className="pane-surface"
          role="slider"
          tabIndex={0}
          aria-label={strings.layers.cursorAcross(view.name)}
          aria-orientation="horizontal"
          aria-valuemin={across.valueAt(0)}
          aria-valuemax={across.valueAt(1)}
          aria-valuenow={across.valueAt(share)}
          aria-valuetext={spoken}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerDown={(event) => {
            if (!drag.press(event)) pointer.setState({ frequency: valueAt(across.axis, share) });
          }}
          onPointerUp={drag.end}
          onPointerCancel={drag.end}
          onDoubleClick={drag.onDoubleClick}
          onPointerLeave={() => setHover(undefined)}
          onFocus={(event: FocusEvent) => {
            const seen = event.target.matches(':focus-visible');
            pointer.setState({ pane: pane.id, ...(seen ? { focus: name } : {}) });
          }}
          onBlur={() => pointer.setState({ focus: undefined })}
        />
      ) : null}
      {values.length > 0 ? <CurveReadout share={share} text={values.join(' \u00b7 ')} /> : null}
      <PaneState side="source" empty={layer?.empty} remedy={layer?.remedy} pane={pane} />
    </div>
  );
}

/** CSS px that a label takes with the gap to the next one. */
const TICK_WIDTH = 58;

/** Frequencies along the lower edge, and under them their places where these are what the axis is about. */
function AcrossTicks({ across }: { readonly across: Across }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useExtent(box, 'width');
  let free = Number.NEGATIVE_INFINITY;
  const ticks = across.ticks.filter((tick) => {
    const x = heightOf(across.axis, tick) * width;
    const fits = x >= free;
    if (fits) free = x + TICK_WIDTH;
    return fits;
  });
  return (
    <div ref={box} className="across-ticks" aria-hidden>
      {ticks.map((tick) => (
        <span key={tick} style={{ left: `${heightOf(across.axis, tick) * 100}%` }}>
          {tick < 1000 ? `${tick}${tick === ticks[0] ? '\u00a0Hz' : ''}` : kilohertz(tick)}
          {across.column.unit === 'Hz' ? null : (
            <i>
              {short(across.valueAt(heightOf(across.axis, tick)), 1)}
              {'\u00a0'}
              {across.column.unit}
            </i>
          )}
        </span>
      ))}
    </div>
  );
}

/** Which line is which. */
function CurveKey({ lines }: { readonly lines: NonNullable<Layer['lines']> }) {
  return (
    <ul className="curve-key">
      {lines.map(({ name, look }) => (
        <li key={name} className={look}>
          {name}
        </li>
      ))}
    </ul>
  );
}

function CurveReadout({ share, text }: { readonly share: number; readonly text: string }) {
  const room = `calc(100% - ${text.length}ch - 32px)`;
  const x = share * 100;
  const side =
    x > 55
      ? { right: `clamp(4px, calc(${100 - x}% + 10px), ${room})` }
      : { left: `clamp(4px, calc(${x}% + 10px), ${room})` };
  return (
    <div className="readout" style={{ ...side, top: '40%' }} aria-hidden>
      {text}
    </div>
  );
}
