import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, useRef, useState } from 'react';
import { useExtent } from '../components/browser-hooks.ts';
import { decimal, signed } from '../components/format.ts';
import type { BandAxis } from '../components/plot/band-axis.ts';
import { placeOf } from '../layers/axis.ts';
import { vocoderStrings } from '../strings-vocoder.ts';
import type { Contacts } from './vocoder-presets.ts';

export interface VocoderHandlesProps {
  readonly axis: BandAxis;
  /** Hz, one more than bands. */
  readonly edges: readonly number[];
  readonly contacts: Contacts | undefined;
  /** mm; undefined for a bank that has none. */
  readonly shift: number | undefined;
  /** Hz: half the sampling rate. */
  readonly top: number;
  readonly band: number | undefined;
  readonly onBand: (band: number) => void;
  /** @param place mm from the apex */
  readonly onMove: (edge: number, place: number) => void;
  readonly onShift: (shift: number) => void;
  readonly onRelease: () => void;
}

const STEP = 0.1;
const COARSE = 10;
/** CSS px from an edge that still take hold of it. */
const REACH = 9;
/** CSS px that a number needs. */
const NUMBER_WIDTH = 15;

const t = vocoderStrings;

/**
 * The bands as blocks and their edges as handles: a group of sliders with one tab stop. The last of them, where there is
 * one, shifts the whole bank.
 */
export function VocoderHandles(props: VocoderHandlesProps) {
  const { axis, edges, shift } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useExtent(box, 'width');
  const [active, setActive] = useState(0);
  const count = edges.length;
  const last = shift === undefined ? count - 1 : count;
  const at = Math.min(active, last);
  const drag = useHandleDrag(props, box, setActive);
  const go = (index: number) => {
    const next = Math.min(Math.max(index, 0), last);
    setActive(next);
    box.current?.querySelectorAll('input')[next]?.focus();
  };
  const step = (mm: number) => {
    if (at === count) props.onShift((shift ?? 0) + mm);
    else props.onMove(at, placeOf(edges[at] ?? 0) + mm);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    if (box.current) delete box.current.dataset['pointer'];
    const direction = DIRECTIONS[event.key];
    if (direction !== undefined && (event.ctrlKey || event.metaKey)) go(at + direction);
    else if (direction !== undefined) step(direction * STEP * (event.shiftKey ? COARSE : 1));
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(last);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and read its legend at each edge
    <div
      ref={box}
      className={shift === undefined ? 'bank-strip' : 'bank-strip shifts'}
      role="group"
      aria-label={t.edges}
      aria-description={t.edgesHelp}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => (event.key in DIRECTIONS ? props.onRelease() : undefined)}
      {...drag}
    >
      <Blocks {...props} width={width} />
      {edges.map((edge, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: an edge's place in the row is all it has
          key={index}
          className={index === at ? 'bank-edge active' : 'bank-edge'}
          style={{ left: `${axis.share(edge) * 100}%` }}
        >
          <HiddenSlider
            name={t.edge(index + 1, count)}
            text={t.edgeText(index + 1, count, decimal(edge, 1), decimal(placeOf(Math.max(edge, 0)), 1))}
            value={edge}
            low={edges[index - 1] ?? 0}
            high={edges[index + 1] ?? props.top}
            active={index === at}
            place={index}
            onTake={setActive}
          />
        </span>
      ))}
      {shift === undefined ? null : (
        <span className={at === count ? 'bank-shift active' : 'bank-shift'} style={extent(axis, edges)}>
          <span aria-hidden>{shift === 0 ? '\u21c6' : `\u21c6 ${signed(shift, 1)} mm`}</span>
          <HiddenSlider
            name={t.shift}
            text={t.shiftText(signed(shift, 1))}
            value={shift}
            low={-35}
            high={35}
            active={at === count}
            place={count}
            onTake={setActive}
          />
        </span>
      )}
    </div>
  );
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** Where a bank reaches from and to. */
function extent(axis: BandAxis, edges: readonly number[]) {
  const [low, high] = [axis.share(edges[0] ?? 0), axis.share(edges.at(-1) ?? 0)];
  return { left: `${low * 100}%`, width: `${(high - low) * 100}%` };
}

type BlocksProps = Pick<VocoderHandlesProps, 'axis' | 'edges' | 'contacts' | 'top' | 'band'>;

/** One block per band, numbered as the implant's contacts where it is an implant; a number where there is room. */
function Blocks({ axis, edges, contacts, top, band, width }: BlocksProps & { readonly width: number }) {
  let free = 0;
  return edges.slice(1).map((high, index) => {
    const low = edges[index] ?? 0;
    const [left, right] = [axis.share(low), axis.share(high)];
    const middle = ((left + right) / 2) * width;
    const hasRoom = middle - NUMBER_WIDTH / 2 >= free;
    if (hasRoom) free = middle + NUMBER_WIDTH / 2;
    const state = `${index === band ? ' chosen' : ''}${high >= top || low <= 0 ? ' wrong' : ''}`;
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: a band's place in the row is all it has
        key={index}
        className={`bank-block${state}`}
        style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
        aria-hidden
      >
        {hasRoom ? (contacts?.numbers[index] ?? index + 1) : ''}
      </span>
    );
  });
}

interface HiddenSliderProps {
  readonly name: string;
  readonly text: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly active: boolean;
  readonly place: number;
  readonly onTake: (place: number) => void;
}

/** A native range holds focus and speaks; its keys are those of the group. */
const HiddenSlider = memo(function HiddenSlider(props: HiddenSliderProps) {
  const { name, text, value, low, high, active, place, onTake } = props;
  return (
    <input
      type="range"
      className="plane-range"
      aria-label={name}
      aria-valuetext={text}
      min={low}
      max={high}
      step="any"
      value={value}
      tabIndex={active ? 0 : -1}
      onFocus={() => onTake(place)}
      onChange={() => undefined}
    />
  );
});

interface Hold {
  readonly index: number;
  readonly x: number;
  /** Of the shift, when it began. */
  readonly shift: number;
  moved: boolean;
}

/** Takes the nearest edge, for a dozen of them may lie under one finger. */
function useHandleDrag(
  props: VocoderHandlesProps,
  box: React.RefObject<HTMLDivElement | null>,
  onTake: (index: number) => void,
) {
  const { axis, edges, shift } = props;
  const hold = useRef<Hold>(undefined);
  const end = () => {
    if (hold.current?.moved) props.onRelease();
  };
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      hold.current = undefined;
      const frame = box.current?.getBoundingClientRect();
      if (!frame || event.button !== 0) return;
      const isShift = shift !== undefined && (event.target as Element).closest('.bank-shift') !== null;
      const at = event.clientX - frame.left;
      const index = isShift ? edges.length : nearest(edges, (edge) => Math.abs(axis.share(edge) * frame.width - at));
      const reach = event.pointerType === 'touch' ? 2 * REACH : REACH;
      if (!isShift && Math.abs(axis.share(edges[index] ?? 0) * frame.width - at) > reach) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.dataset['pointer'] = '';
      event.currentTarget.querySelectorAll('input')[index]?.focus({ preventScroll: true });
      onTake(index);
      hold.current = { index, x: event.clientX, shift: shift ?? 0, moved: false };
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const held = event.buttons === 0 ? undefined : hold.current;
      const frame = box.current?.getBoundingClientRect();
      if (!held || !frame || (!held.moved && Math.abs(event.clientX - held.x) < 2)) return;
      held.moved = true;
      const mm = (x: number) => placeOf(Math.max(axis.frequency((x - frame.left) / frame.width), 0));
      if (held.index === edges.length) props.onShift(held.shift + mm(event.clientX) - mm(held.x));
      else props.onMove(held.index, mm(event.clientX));
    },
    onPointerUp: end,
    onPointerCancel: end,
    /** A press that moved nothing chooses the band that it was on. */
    onClick(event: MouseEvent) {
      const frame = box.current?.getBoundingClientRect();
      if (!frame || hold.current?.moved) return;
      const frequency = axis.frequency((event.clientX - frame.left) / frame.width);
      const found = edges.findLastIndex((edge) => edge <= frequency);
      if (found >= 0 && found < edges.length - 1) props.onBand(found);
    },
  };
}

function nearest(edges: readonly number[], distance: (edge: number) => number): number {
  return edges.reduce((best, edge, index) => (distance(edge) < distance(edges[best] ?? 0) ? index : best), 0);
}
