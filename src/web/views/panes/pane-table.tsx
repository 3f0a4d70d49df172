import { ClipboardCopy, Download, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { IconButton } from '../../components/icon-button.tsx';
import { Segments } from '../../components/segments.tsx';
import type { View } from '../../layers/layer.ts';
import { viewOf } from '../../layers/registry.ts';
import { orderBy } from '../../layers/row-order.ts';
import { MOST_ROWS } from '../../layers/rows.ts';
import type { Side } from '../../services/player.ts';
import { useWorkbench } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { strings } from '../../strings.ts';
import { tableStrings } from '../../strings-outlets.ts';
import { copyRows, saveCsv } from './save-rows.ts';
import { useRows } from './use-rows.ts';
import { digitsOf, IN_TIME, type Sort, ValueGrid } from './value-grid.tsx';

export interface PaneTableProps {
  readonly pane: Pane;
  readonly view: View;
  readonly onClose: () => void;
}

/** The values behind a picture, at the view's own instants, of the selection or else of what is in view. */
export function PaneTable({ pane, view, onClose }: PaneTableProps) {
  const bench = useWorkbench();
  const [side, setSide] = useState<Side>('source');
  const views = [view, ...pane.overlays.flatMap((id) => viewOf(id) ?? [])];
  const [chosen, setChosen] = useState(view.id);
  const shown = views.find(({ id }) => id === chosen) ?? view;
  const { found, total, empty } = useRows(`${pane.id} table`, shown, side);
  const rows = found?.rows;
  // Another view, or the other side, begins in the order of time.
  const shownIs = `${shown.id} ${side}`;
  const [sorted, setSort] = useState<Sort & { readonly of: string }>();
  const sort = sorted?.of === shownIs ? sorted : IN_TIME;
  const order = useMemo(() => rows && orderBy(rows, sort.column, sort.descending), [rows, sort]);
  const t = tableStrings;
  const copy = async () => {
    if (!rows || !order) return;
    const copied = await copyRows(bench, rows, order, digitsOf(rows));
    bench.settings.notify({ text: copied ? t.copied(rows.count) : t.notCopied, tone: copied ? 'info' : 'problem' });
  };
  return (
    <section className="pane-table" aria-label={t.name(view.name)}>
      <header>
        {view.kind === 'curve' ? null : (
          <Segments
            name={t.side}
            value={side}
            onChange={setSide}
            segments={(['source', 'result'] as const).map((id) => ({
              id,
              label: strings.views[id],
              name: strings.views[id],
            }))}
          />
        )}
        {views.length > 1 ? (
          <Segments
            name={t.layer}
            value={shown.id}
            onChange={setChosen}
            segments={views.map(({ id, name }) => ({ id, label: name, name }))}
          />
        ) : null}
        <span className="table-count" role="status">
          {rows ? t.rows(rows.count) : (empty ?? (total > MOST_ROWS ? t.tooMany(total) : t.collecting))}
        </span>
        <span className="spring" />
        <IconButton icon={ClipboardCopy} label={t.copy} bare disabled={!rows} onPress={() => void copy()} />
        <IconButton
          icon={Download}
          label={t.csv}
          bare
          disabled={!rows}
          onPress={() => void (found && saveCsv(bench, found))}
        />
        <IconButton icon={X} label={t.close} keys="T" bare onPress={onClose} />
      </header>
      {rows && order ? (
        <ValueGrid
          key={shownIs}
          {...{ rows, order, sort }}
          onSort={(next) => setSort({ ...next, of: shownIs })}
          name={t.name(shown.name)}
        />
      ) : null}
    </section>
  );
}
