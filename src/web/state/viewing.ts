import { durationOfSource, type FrequencyRange, type ViewState, type WindowName } from './app-state.ts';
import type { Context } from './context.ts';
import { type Display, displaySchema } from './display.ts';
import {
  clampView,
  isWhole,
  minimumSpan,
  panView,
  revealTime,
  type Span,
  snapToSample,
  spanLength,
  type TimeView,
  zoomView,
} from './time-view.ts';
import { withoutKind, withPart, zoomPart } from './value-parts.ts';

export interface ViewActions {
  /** @param width of the panes, CSS px: it sets the deepest zoom */
  zoom(factor: number, about: number, width: number): void;
  pan(offset: number): void;
  show(view: TimeView): void;
  showAll(): void;
  showSelection(): void;
  goBack(): void;
  /** Puts the edit cursor; playback starts there and the selection goes. */
  setCursor(time: number): void;
  /** The same without the selection's going. */
  placeCursor(time: number): void;
  /** Moves cursor or, when extending, the selection's edge that follows it. */
  moveCursor(offset: number, extend: boolean): void;
  select(span: Span | undefined): void;
  /** Zooms a value axis. @param name `valuesName` @param about 0..1 of what is shown */
  zoomValues(name: string, factor: number, about: number): void;
  showAllValues(name: string): void;
  setRange(range: FrequencyRange): void;
  cycleRange(): void;
  setWindow(window: WindowName): void;
  setChannel(channel: number): void;
  /** What is out of its range changes nothing. */
  setDisplay(change: Partial<Display>): void;
}

const RANGES: readonly FrequencyRange[] = [5000, 8000, 'full'];
const BACK_DEPTH = 50;

export function createViewActions({ store, player }: Context): ViewActions {
  const update = (change: Partial<ViewState>) => store.setState((state) => ({ view: { ...state.view, ...change } }));
  const rate = () => store.getState().source?.sound.sampleRate ?? 1;

  function jump(time: TimeView): void {
    const { view } = store.getState();
    if (view.time.start === time.start && view.time.end === time.end) return;
    update({ time, back: [...view.back, view.time].slice(-BACK_DEPTH) });
  }

  function place(time: number): number {
    const cursor = snapToSample(Math.min(Math.max(time, 0), durationOfSource(store.getState())), rate());
    const { view } = store.getState();
    update({ cursor, time: revealTime(view.time, cursor, durationOfSource(store.getState())) });
    player.seek(cursor);
    return cursor;
  }

  function select(span: Span | undefined): void {
    const selection = span === undefined || spanLength(span) * rate() < 2 ? undefined : snapSpan(span, rate());
    update({ selection });
    player.setRange(selection);
  }

  const setRange = (range: FrequencyRange) => update({ range, parts: withoutKind(store.getState().view.parts, 'map') });

  return {
    zoom(factor, about, width) {
      const { view } = store.getState();
      update({
        time: zoomView(view.time, factor, about, durationOfSource(store.getState()), minimumSpan(width, rate())),
      });
    },
    pan(offset) {
      update({ time: panView(store.getState().view.time, offset, durationOfSource(store.getState())) });
    },
    show: (view) => update({ time: clampView(view, durationOfSource(store.getState()), minimumSpan(0, rate())) }),
    showAll: () => jump({ start: 0, end: durationOfSource(store.getState()) }),
    showSelection() {
      const { selection } = store.getState().view;
      if (selection) jump(selection);
    },
    goBack() {
      const { view } = store.getState();
      const time = view.back.at(-1);
      if (time) update({ time, back: view.back.slice(0, -1) });
      else if (!isWhole(view.time, durationOfSource(store.getState()))) {
        update({ time: { start: 0, end: durationOfSource(store.getState()) } });
      }
    },
    setCursor(time) {
      select(undefined);
      place(time);
    },
    placeCursor: (time) => void place(time),
    moveCursor(offset, extend) {
      const { cursor, selection } = store.getState().view;
      const anchor = selection && cursor === selection.end ? selection.start : (selection?.end ?? cursor);
      const moved = place(cursor + offset);
      if (extend) select({ start: Math.min(anchor, moved), end: Math.max(anchor, moved) });
      else select(undefined);
    },
    select(span) {
      select(span);
      const { selection } = store.getState().view;
      if (selection) {
        update({ cursor: selection.start });
        player.seek(selection.start);
      }
    },
    zoomValues(name, factor, about) {
      const { parts } = store.getState().view;
      update({ parts: withPart(parts, name, zoomPart(parts[name], factor, about)) });
    },
    showAllValues: (name) => update({ parts: withPart(store.getState().view.parts, name, undefined) }),
    setRange,
    cycleRange() {
      const index = RANGES.indexOf(store.getState().view.range);
      setRange(RANGES[(index + 1) % RANGES.length] ?? 8000);
    },
    setWindow: (window) => update({ window, display: { ...store.getState().view.display, windowMs: null } }),
    setChannel: (channel) => update({ channel }),
    setDisplay(change) {
      const { display, parts } = store.getState().view;
      const parsed = displaySchema.safeParse({ ...display, ...change });
      if (!parsed.success) return;
      const { scale, wave } = parsed.data;
      const others = scale === display.scale ? parts : withoutKind(parts, 'map');
      update({ display: parsed.data, parts: wave === display.wave ? others : withoutKind(others, 'wave') });
    },
  };
}

function snapSpan(span: Span, sampleRate: number): Span {
  return { start: snapToSample(span.start, sampleRate), end: snapToSample(span.end, sampleRate) };
}
