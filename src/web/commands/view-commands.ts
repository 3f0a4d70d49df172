import { viewOf } from '../layers/registry.ts';
import { durationOfSource } from '../state/app-state.ts';
import { COMPARES } from '../state/display.ts';
import { toggleTableOf } from '../state/pointer.ts';
import { stageOf } from '../state/staging.ts';
import { isWhole, spanLength } from '../state/time-view.ts';
import { valuesName } from '../state/value-parts.ts';
import type { Workbench } from '../state/workbench.ts';
import { strings } from '../strings.ts';
import { commandStrings } from '../strings-commands.ts';
import { type Command, needsSound } from './command.ts';
import { soon } from './soon.ts';

const t = commandStrings.views;
const { reasons } = commandStrings;
const ZOOM = 1.5;
const PAGE = 0.8;
/** CSS px: what a pane is about as wide as. */
const PANES_WIDTH = 800;

const view = (
  id: keyof typeof t,
  keys: readonly string[],
  run: Command['run'],
  rest: Partial<Command> = {},
): Command => ({
  ...{ id: `view.${id}`, scope: 'views', sentence: t[id], keys, run, screen: 'lab', whyNot: needsSound },
  ...rest,
});

const needsSelection = ({ store }: Workbench) => (store.getState().view.selection ? undefined : reasons.selection);

/** The one that had the focus last, if it still stands, else the first. */
function paneOf({ store, pointer }: Workbench): string | undefined {
  const { panes } = stageOf(store.getState().recipe.present);
  const last = pointer.getState().pane;
  return (panes.find(({ id }) => id === last) ?? panes[0])?.id;
}

function needsPane(bench: Workbench): string | undefined {
  return needsSound(bench) ?? (paneOf(bench) === undefined ? reasons.noPane : undefined);
}

/** The pane's value axis. */
function valuesOf(bench: Workbench) {
  const { store } = bench;
  const state = store.getState();
  const id = paneOf(bench);
  const pane = stageOf(state.recipe.present).panes.find((each) => each.id === id);
  const view = pane && viewOf(pane.base);
  if (!view) return undefined;
  return { pane, kind: view.kind, name: valuesName(view, state.view.display.compare === 'difference') };
}

function needsPart(bench: Workbench): string | undefined {
  const name = valuesOf(bench)?.name ?? '';
  return needsPane(bench) ?? (bench.store.getState().view.parts[name] ? undefined : reasons.wholeValues);
}

/** About what is pointed at, or about the keyboard's cursor. */
function zoomValues(bench: Workbench, factor: number): void {
  const values = valuesOf(bench);
  if (!values) return;
  const { hover, aim } = bench.pointer.getState();
  const pointed = hover?.pane.split(' ')[0] === values.pane.id ? hover.height : aim;
  bench.view.zoomValues(values.name, factor, values.kind === 'wave' ? 0.5 : pointed);
}

function showAllValues(bench: Workbench): void {
  const values = valuesOf(bench);
  if (values) bench.view.showAllValues(values.name);
}

function needsFocus(bench: Workbench): string | undefined {
  return needsSound(bench) ?? (bench.pointer.getState().sentence === '' ? reasons.noFocus : undefined);
}

function showTable(bench: Workbench): void {
  const pane = paneOf(bench);
  if (pane !== undefined) toggleTableOf(bench.pointer, pane);
}

function needsZoom(bench: Workbench): string | undefined {
  const state = bench.store.getState();
  return needsSound(bench) ?? (isWhole(state.view.time, durationOfSource(state)) ? reasons.whole : undefined);
}

export const viewCommands: readonly Command[] = [
  view('zoomIn', ['W'], (bench) => zoom(bench, ZOOM), {
    repeats: true,
    short: commandStrings.short.zoomIn,
    words: 'magnify closer',
  }),
  view('zoomOut', ['S'], (bench) => zoom(bench, 1 / ZOOM), {
    repeats: true,
    short: commandStrings.short.zoomOut,
    whyNot: needsZoom,
  }),
  view('valuesIn', ['Shift+W', '+'], (bench) => zoomValues(bench, ZOOM), {
    repeats: true,
    words: 'amplitude vertical y axis scale',
    whyNot: needsPane,
  }),
  view('valuesOut', ['Shift+S', '-'], (bench) => zoomValues(bench, 1 / ZOOM), {
    repeats: true,
    words: 'amplitude vertical y axis scale',
    whyNot: needsPart,
  }),
  view('valuesAll', ['Shift+Q'], showAllValues, {
    words: 'amplitude vertical y axis scale whole fit',
    whyNot: needsPart,
  }),
  view('pageLeft', ['A', 'PageUp'], (bench) => page(bench, -1), {
    repeats: true,
    words: 'earlier pan scroll',
    whyNot: needsZoom,
  }),
  view('pageRight', ['D', 'PageDown'], (bench) => page(bench, 1), {
    repeats: true,
    words: 'later pan scroll',
    whyNot: needsZoom,
  }),
  view('all', ['Q'], ({ view }) => view.showAll(), {
    short: commandStrings.short.showAll,
    words: 'whole fit',
    whyNot: needsZoom,
  }),
  view('selection', ['E'], ({ view }) => view.showSelection(), { words: 'fit', whyNot: needsSelection }),
  view('clear', [], ({ view }) => view.select(undefined), { words: 'deselect none', whyNot: needsSelection }),
  view('back', ['B'], ({ view }) => view.goBack(), { whyNot: needsZoom }),
  view('range', ['R'], ({ view }) => view.cycleRange(), { words: 'hertz axis 5 8 kHz' }),
  view('table', ['T'], showTable, { words: 'values numbers csv list', whyNot: needsPane }),
  view('handle', ['H'], nextHandle, {
    words: 'slider frequency selection start end handle keyboard',
    whyNot: needsPane,
  }),
  view('compare', ['V'], nextCompare, {
    short: commandStrings.short.compare,
    words: 'overlay difference both source result sides',
  }),
  view('picture', [], (bench) => bench.pointer.setState({ figure: paneOf(bench) }), {
    words: 'export save figure image svg png paper print plot',
    whyNot: needsPane,
  }),
  view('speak', ['I'], speak, {
    words: 'say read cursor',
    whyNot: needsFocus,
  }),
  view('summary', [], ({ settings, pointer }) => settings.say(pointer.getState().summary), {
    words: 'say read what is seen axes range overview screen reader',
    whyNot: (bench) => needsFocus(bench) ?? (bench.pointer.getState().summary === '' ? reasons.noFocus : undefined),
  }),
  view(
    'crossings',
    ['Z'],
    (bench) =>
      void soon(
        bench,
        () => import('../state/zero-crossings.ts'),
        (m) => m.selectionToCrossings(bench),
      ),
    {
      words: 'zero crossing edges snap',
      whyNot: needsSelection,
    },
  ),
  view(
    'crossing',
    ['Shift+Z'],
    (bench) =>
      void soon(
        bench,
        () => import('../state/zero-crossings.ts'),
        (m) => m.cursorToCrossing(bench),
      ),
    {
      words: 'zero snap',
    },
  ),
  view('earlier', [], (bench) => shift(bench, -1), { repeats: true, words: 'left span', whyNot: needsSelection }),
  view('later', [], (bench) => shift(bench, 1), { repeats: true, words: 'right span', whyNot: needsSelection }),
  view('window', [], switchWindow, { words: 'analysis bandwidth spectrogram harmonics formants' }),
];

/** Once the value at the cursor; once more, where nothing has moved, what is seen at all. */
function speak({ settings, pointer }: Workbench): void {
  const { sentence, summary, said } = pointer.getState();
  const again = said === sentence && summary !== '';
  settings.say(again ? summary : sentence);
  pointer.setState({ said: again ? undefined : sentence });
}

function zoom({ store, view }: Workbench, factor: number): void {
  const { time, cursor } = store.getState().view;
  const inside = cursor >= time.start && cursor <= time.end;
  view.zoom(factor, inside ? cursor : (time.start + time.end) / 2, PANES_WIDTH);
}

function page({ store, view }: Workbench, direction: number): void {
  view.pan(direction * spanLength(store.getState().view.time) * PAGE);
}

/** By half its length, as far as the sound goes. */
function shift({ store, view }: Workbench, direction: number): void {
  const state = store.getState();
  const { selection } = state.view;
  if (!selection) return;
  const length = spanLength(selection);
  const last = Math.max(durationOfSource(state) - length, 0);
  const start = Math.min(Math.max(selection.start + (direction * length) / 2, 0), last);
  view.select({ start, end: start + length });
}

/** The pane's sliders one after the other: only the first, its time cursor, is a stop of Tab. */
function nextHandle(bench: Workbench): void {
  const pane =
    document.activeElement?.closest('.pane') ?? document.querySelector(`[data-pane="${paneOf(bench)}"] .pane`);
  const handles = [...(pane?.querySelectorAll<HTMLElement>(':scope > [role=slider]') ?? [])];
  const at = handles.findIndex((handle) => handle.matches(':focus'));
  handles[(at + 1) % handles.length]?.focus();
}

function switchWindow({ store, view }: Workbench): void {
  view.setWindow(store.getState().view.window === 'wide' ? 'narrow' : 'wide');
}

/** The next way to see source and result, said, since what changes is all over the page. */
function nextCompare({ store, view, settings }: Workbench): void {
  const { compare } = store.getState().view.display;
  const next = COMPARES[(COMPARES.indexOf(compare) + 1) % COMPARES.length] ?? 'both';
  view.setDisplay({ compare: next });
  settings.say(strings.compare.modes[next]);
}
