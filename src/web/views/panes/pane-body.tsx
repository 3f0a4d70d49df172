import { useEffect, useRef } from 'react';
import { later } from '../../components/later.tsx';
import { fetchCurves } from '../../layers/curves.ts';
import type { View } from '../../layers/layer.ts';
import { usePointer, useWorkbench } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { toggleTableOf } from '../../state/pointer.ts';
import { PaneSides } from './pane-sides.tsx';

const F0Bar = later(async () => (await import('../f0/f0-bar.tsx')).F0Bar);
const PaneTable = later(async () => {
  await fetchCurves();
  return (await import('./pane-table.tsx')).PaneTable;
});

/** What a pane shows: its pictures, with the tools of those that have some, or their values as a table. */
export function PaneBody({ pane, view }: { readonly pane: Pane; readonly view: View }) {
  const { pointer } = useWorkbench();
  const table = usePointer(({ tables }) => tables.includes(pane.id));
  const box = useRef<HTMLDivElement>(null);
  const hadTable = useRef(table);
  useEffect(() => {
    // The table that had the focus made room for the time cursor.
    const lost = hadTable.current && !table && document.activeElement === document.body;
    hadTable.current = table;
    if (lost) box.current?.querySelector<HTMLElement>('[role=slider]')?.focus();
  }, [table]);
  return (
    <div ref={box} className="pane-body">
      {view.id === 'f0' ? <F0Bar /> : null}
      <div className="pane-sides">
        {table ? (
          <PaneTable pane={pane} view={view} onClose={() => toggleTableOf(pointer, pane.id)} />
        ) : (
          <PaneSides pane={pane} view={view} />
        )}
      </div>
    </div>
  );
}
