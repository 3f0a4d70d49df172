import { type RefObject, type UIEvent, useState } from 'react';
import { useExtent } from './browser-hooks.ts';

/** Rows above and below that are ready before they are scrolled to. */
const BEYOND = 4;

/** The rows of a table that are in sight, `[first, last)`, and how to get to others. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
  /** Rows that a page key goes on by. */
  readonly page: number;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
  /** Scrolls no further than it must. */
  readonly show: (place: number) => void;
}

/**
 * Of a table with a head that stays and rows of one height: all that is drawn of it.
 * @param box what scrolls
 * @param rowHeight CSS px, the head's too
 */
export function useRowWindow(box: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowWindow {
  const height = useExtent(box, 'height');
  const [top, setTop] = useState(0);
  const first = Math.min(Math.max(Math.floor(top / rowHeight) - BEYOND, 0), count);
  const last = Math.min(Math.ceil((top + height) / rowHeight) + BEYOND, count);
  return {
    first,
    last,
    page: Math.max(Math.floor(height / rowHeight) - 2, 1),
    onScroll: ({ currentTarget }) => setTop(currentTarget.scrollTop),
    show: (place) => {
      const element = box.current;
      if (!element) return;
      const y = place * rowHeight;
      if (y < element.scrollTop) element.scrollTop = y;
      else if (y + 2 * rowHeight > element.scrollTop + height) element.scrollTop = y + 2 * rowHeight - height;
    },
  };
}

export interface RowGapProps {
  readonly rows: number;
  readonly rowHeight: number;
  readonly columns: number;
}

/** As high as the rows that are not in the document. */
export function RowGap({ rows, rowHeight, columns }: RowGapProps) {
  return rows > 0 ? (
    <tr aria-hidden style={{ height: rows * rowHeight }}>
      <td colSpan={columns} />
    </tr>
  ) : null;
}

/** Where a key leads in a list of rows; undefined for a key that goes nowhere. @param step rows that an arrow goes by */
export function placeAfter(
  key: string,
  { active, count, page, step = 1 }: { active: number; count: number; page: number; step?: number },
): number | undefined {
  const places: Readonly<Record<string, number>> = {
    ArrowUp: active - step,
    ArrowDown: active + step,
    PageUp: active - page,
    PageDown: active + page,
    Home: 0,
    End: count - 1,
  };
  const place = Object.hasOwn(places, key) ? places[key] : undefined;
  return place === undefined ? undefined : Math.min(Math.max(place, 0), Math.max(count - 1, 0));
}
