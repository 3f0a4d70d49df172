import { ClipboardCopy, Download, X } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useExtent } from '../../components/browser-hooks.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Segments } from '../../components/segments.tsx';
import { frequencyAt } from '../../layers/axis.ts';
import type { View } from '../../layers/layer.ts';
import { viewOf } from '../../layers/registry.ts';
import { MOST_ROWS, orderBy, type Rows, rowTexts, titlesOf } from '../../layers/rows.ts';
import type { Side } from '../../services/player.ts';
import { useWorkbench } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { strings } from '../../strings.ts';
import { copyRows, saveCsv } from './save-rows.ts';
import { useRows } from './use-rows.ts';

export interface PaneTableProps {
  readonly pane: Pane;
  readonly view: View;
  readonly onClose: () => void;
}

const ROW_HEIGHT = 24;
const BEYOND = 6;

/** The values behind a picture, at the view's own instants, of the selection or else of what is in view. */
export function PaneTable({ pane, view, onClose }: PaneTableProps) {
  const bench = useWorkbench();
  const [side, setSide] = useState<Side>('source');
  const views = [view, ...pane.overlays.flatMap((id) => viewOf(id) ?? [])];
  const [chosen, setChosen] = useState(view.id);
  const shown = views.find(({ id }) => id === chosen) ?? view;
  const { rows, legend, total, empty } = useRows(`${pane.id} table`, shown, side);
  const t = strings.table;
  const copy = async () => {
    if (!rows) return;
    const copied = await copyRows(bench, rows, digitsOf(rows));
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
          onPress={() => void (rows && saveCsv(bench, shown, side, rows, legend))}
        />
        <IconButton icon={X} label={t.close} keys="T" bare onPress={onClose} />
      </header>
      {rows ? <Grid key={`${shown.id} ${side}`} rows={rows} name={t.name(shown.name)} /> : null}
    </section>
  );
}

interface GridProps {
  readonly rows: Rows;
  readonly name: string;
}

/** Only the rows in sight are in the document; arrows go through all of them and take the time cursor along. */
function Grid({ rows, name }: GridProps) {
  const { view, pointer } = useWorkbench();
  const box = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const height = useExtent(box, 'height');
  const [top, setTop] = useState(0);
  const [sort, setSort] = useState({ column: 0, descending: false });
  const [active, setActive] = useState(0);
  const order = useMemo(() => orderBy(rows, sort.column, sort.descending), [rows, sort]);
  const digits = digitsOf(rows);
  const id = useId();
  // The time cursor that had the focus made room for the table.
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus();
  }, []);
  const first = Math.max(Math.floor(top / ROW_HEIGHT) - BEYOND, 0);
  const last = Math.min(Math.ceil((top + height) / ROW_HEIGHT) + BEYOND, rows.count);

  const go = (to: number) => {
    const place = Math.min(Math.max(to, 0), rows.count - 1);
    setActive(place);
    const at = rows.at[order[place] ?? 0] ?? 0;
    if (rows.across) pointer.setState({ frequency: frequencyAt(at) });
    else view.placeCursor(at);
    const element = box.current;
    if (!element) return;
    const y = place * ROW_HEIGHT;
    if (y < element.scrollTop) element.scrollTop = y;
    else if (y + 2 * ROW_HEIGHT > element.scrollTop + height) element.scrollTop = y + 2 * ROW_HEIGHT - height;
  };
  const page = Math.max(Math.floor(height / ROW_HEIGHT) - 1, 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: active - 1,
    ArrowDown: active + 1,
    PageUp: active - page,
    PageDown: active + page,
    Home: 0,
    End: rows.count - 1,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = steps[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  };
  const mark = (column: number) => (sort.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none');
  const onPointerDown = (event: PointerEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
    if (row) go(Number(row.dataset['place']));
  };
  const titles = titlesOf(rows);
  return (
    <div ref={box} className="table-box" onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose rows are gone through by keys
        role="grid"
        tabIndex={0}
        aria-label={name}
        aria-rowcount={rows.count + 1}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {titles.map((title, column) => (
              <th key={title} scope="col" aria-sort={mark(column)}>
                <button
                  type="button"
                  tabIndex={-1}
                  onClick={() => setSort({ column, descending: sort.column === column && !sort.descending })}
                >
                  {title}
                  <span aria-hidden>{ARROWS[mark(column)]}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} />
          {Array.from({ length: Math.max(last - first, 0) }, (_, index) => first + index).map((place) => (
            <tr
              key={place}
              id={`${id}-${place}`}
              data-place={place}
              aria-rowindex={place + 2}
              aria-selected={place === active}
            >
              {rowTexts(rows, order[place] ?? 0, digits).map((text, column) => (
                <td key={titles[column]}>{text}</td>
              ))}
            </tr>
          ))}
          <Gap rows={rows.count - last} />
        </tbody>
      </table>
    </div>
  );
}

const ARROWS = { none: '', ascending: ' \u2191', descending: ' \u2193' } as const;

/** As high as the rows that are not in the document. */
function Gap({ rows }: { readonly rows: number }) {
  return rows > 0 ? (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td />
    </tr>
  ) : null;
}

/** Decimals of the time that tell neighbours apart. */
function digitsOf({ at }: Rows): number {
  return (at[1] ?? 1) - (at[0] ?? 0) < 0.001 ? 5 : 3;
}
