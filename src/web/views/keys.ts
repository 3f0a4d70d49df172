import { decibels, seconds } from '../components/format.ts';
import { spanLength } from '../state/time-view.ts';
import type { Workbench } from '../state/workbench.ts';
import { strings } from '../strings.ts';

/** One command with its keys: the same table feeds the key handler and the shortcut sheet. */
export interface Command {
  readonly keys: readonly string[];
  readonly group: 'everywhere' | 'views';
  readonly sentence: string;
  readonly run: (workbench: Workbench) => void;
}

const ZOOM = 1.5;
const PANES_WIDTH = 800;

export interface SheetControls {
  readonly toggleSheet: () => void;
  readonly toggleQuery: () => void;
  readonly addStep: () => void;
  readonly export: () => void;
}

/** Single characters act only outside text fields; Ctrl keys act there too, except those that edit text. */
export function commands(controls: SheetControls): readonly Command[] {
  const everywhere = (keys: readonly string[], sentence: string, run: Command['run']): Command => ({
    keys,
    group: 'everywhere',
    sentence,
    run,
  });
  const views = (keys: readonly string[], sentence: string, run: Command['run']): Command => ({
    keys,
    group: 'views',
    sentence,
    run,
  });
  const t = strings.shortcuts.commands;
  return [
    everywhere(['Space'], t.play, ({ play }) => play.toggle()),
    everywhere(['Shift+Space'], t.pause, ({ play }) => play.pause()),
    everywhere(['X'], t.compare, ({ play }) => play.switchSide()),
    everywhere(['L'], t.loop, ({ play }) => play.toggleLoop()),
    everywhere(['Ctrl+Z'], t.undo, ({ recipe }) => recipe.undo()),
    everywhere(['Ctrl+Shift+Z', 'Ctrl+Y'], t.redo, ({ recipe }) => recipe.redo()),
    everywhere(['Ctrl+S'], t.export, controls.export),
    everywhere(['Ctrl+O'], t.add, ({ library }) => void library.choose()),
    everywhere(['['], t.previous, ({ library }) => library.selectNeighbour(-1)),
    everywhere([']'], t.next, ({ library }) => library.selectNeighbour(1)),
    everywhere(['/'], t.search, searchLibrary),
    everywhere(['J'], t.query, controls.toggleQuery),
    everywhere(['N'], t.addStep, controls.addStep),
    everywhere(['M'], t.levels, speakLevels),
    everywhere(['?'], t.sheet, controls.toggleSheet),
    everywhere(['Escape'], t.escape, endSomething),
    views(['W', '+'], t.zoomIn, (bench) => zoom(bench, ZOOM)),
    views(['S', '-'], t.zoomOut, (bench) => zoom(bench, 1 / ZOOM)),
    views(['A', 'PageUp'], t.pageLeft, (bench) => page(bench, -1)),
    views(['D', 'PageDown'], t.pageRight, (bench) => page(bench, 1)),
    views(['Q'], t.all, ({ view }) => view.showAll()),
    views(['E'], t.selection, ({ view }) => view.showSelection()),
    views(['B'], t.back, ({ view }) => view.goBack()),
    views(['R'], t.range, ({ view }) => view.cycleRange()),
  ];
}

function zoom({ store, view }: Workbench, factor: number): void {
  const { time, cursor } = store.getState().view;
  const inside = cursor >= time.start && cursor <= time.end;
  view.zoom(factor, inside ? cursor : (time.start + time.end) / 2, PANES_WIDTH);
}

function page({ store, view }: Workbench, direction: number): void {
  view.pan(direction * spanLength(store.getState().view.time) * 0.8);
}

/** What Escape ends, in order: playback, selection. Menus and dialogs take it before it comes here. */
function endSomething({ store, play, view }: Workbench): void {
  if (store.getState().player.playing) play.stop();
  else view.select(undefined);
}

/** The library may be a drawer that is shut: then there is nothing to go to. */
function searchLibrary(): void {
  document.getElementById('sound-search')?.focus();
}

function speakLevels({ store, settings }: Workbench): void {
  const { source, render, player } = store.getState();
  const levels = player.side === 'result' ? render.result?.rendered.levels : source?.levels;
  if (!levels) return;
  const side = strings.views[player.side];
  const { position, peak, rms } = strings.transport;
  const time = seconds(store.getState().view.cursor);
  settings.say(`${side}. ${peak(decibels(levels.peakDbfs))}, ${rms(decibels(levels.rmsDbfs))}. ${position} ${time}.`);
}

/** The name of a pressed key as the table writes it. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const named = event.ctrlKey || event.metaKey || key === 'Space' ? event.shiftKey : false;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${named ? 'Shift+' : ''}${key}`;
}

/** Whether a key belongs to what has focus rather than to the page. */
export function isTaken(event: KeyboardEvent, name: string, singleKeys: boolean): boolean {
  if (event.defaultPrevented || event.altKey || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  const inText = target?.matches('input:not([type="range"]), textarea, select, [contenteditable]') ?? false;
  if (name.startsWith('Ctrl+')) return inText && /Ctrl\+(Shift\+)?[ZY]$/.test(name);
  if (target?.closest('[role="menu"], [role="listbox"]')) return true;
  if (target?.closest('[role="dialog"]') && name !== '?') return true;
  if (inText) return true;
  if (name === 'Escape') return false;
  if (!singleKeys) return true;
  // Space presses a focused button, as everywhere.
  const pressed = target?.matches('button, a, summary, [role="row"], [role="switch"], input[type="checkbox"]') ?? false;
  if (pressed && name.endsWith('Space')) return true;
  // Paging keys belong to a slider.
  return name.startsWith('Page') && (target?.matches('input[type="range"]') ?? false);
}
