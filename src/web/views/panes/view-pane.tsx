import { GripVertical } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { View } from '../../layers/layer.ts';
import { usePointer, useWorkbench } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { toggleTableOf } from '../../state/pointer.ts';
import { strings } from '../../strings.ts';
import { F0Bar } from '../f0/f0-bar.tsx';
import { later } from '../lazy.tsx';
import { usePaneCarry } from './pane-carry.ts';
import { PaneMenu } from './pane-menu.tsx';
import { PaneSides } from './pane-sides.tsx';
import { PaneSplitter } from './pane-splitter.tsx';

const PaneTable = later(async () => (await import('./pane-table.tsx')).PaneTable);

export interface ViewPaneProps {
  readonly pane: Pane;
  readonly view: View;
  readonly place: number;
  readonly count: number;
}

/** A pane with its rail: name, menu and handle on the left; source above result; the splitter below. */
export function ViewPane({ pane, view, place, count }: ViewPaneProps) {
  const { stage, settings, pointer } = useWorkbench();
  const carry = usePaneCarry(pane.id);
  const table = usePointer(({ tables }) => tables.includes(pane.id));
  const toggleTable = () => toggleTableOf(pointer, pane.id);
  const box = useRef<HTMLDivElement>(null);
  const hadTable = useRef(table);
  useEffect(() => {
    // The table that had the focus made room for the time cursor.
    const lost = hadTable.current && !table && document.activeElement === document.body;
    hadTable.current = table;
    if (lost) box.current?.querySelector<HTMLElement>('[role=slider]')?.focus();
  }, [table]);
  const t = strings.panes;
  const move = (by: number) => {
    if (place + by < 0 || place + by >= count) return;
    stage.move(pane.id, by);
    settings.say(t.moved(view.name, place + by + 1, count));
  };
  /** The same keys as on the cards of the recipe. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowUp') move(-1);
    else if (event.altKey && event.key === 'ArrowDown') move(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a pane is no form group
    <div
      ref={box}
      role="group"
      aria-label={view.name}
      className={`view-pane${carry.held ? ' held' : ''}`}
      data-pane={pane.id}
      data-view={view.id}
      style={{ flex: `${pane.height} 0 ${pane.height}px` }}
      onKeyDown={onKeyDown}
      {...(view.id === 'f0' ? { 'data-scope': 'f0' } : {})}
    >
      <div className="pane-rail">
        <PaneMenu pane={pane} name={view.name} first={place === 0} last={place === count - 1} onTable={toggleTable} />
        <span className="pane-name" aria-hidden>
          {view.name}
        </span>
        <button type="button" className="grip pane-grip" aria-label={t.carry(view.name)} {...carry.handle}>
          <GripVertical aria-hidden />
        </button>
      </div>
      <div className="pane-body">
        {view.id === 'f0' ? <F0Bar /> : null}
        <div className="pane-sides">
          {table ? <PaneTable pane={pane} view={view} onClose={toggleTable} /> : <PaneSides pane={pane} view={view} />}
        </div>
      </div>
      <PaneSplitter pane={pane} name={view.name} usual={view.height} />
    </div>
  );
}
