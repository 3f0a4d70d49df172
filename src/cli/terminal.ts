import type { Progress } from '../core/engine/engine.ts';

/** The part of a process's streams that commands use. */
export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Where a command speaks: results to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: Stream;
  readonly err: Stream;
}

export interface ProgressBar {
  show(progress: Progress): void;
  /** Wipes the line; what follows starts on a clean one. */
  clear(): void;
}

const BAR_CELLS = 24;

/** Columns of a terminal that does not say: some pseudo-terminals have none, and none is what they would be shown. */
const UNKNOWN_WIDTH = 80;

/** A line that is rewritten in place, on a terminal only: pipes and log files get nothing. */
export function createProgressBar(stream: Stream): ProgressBar {
  let shown = '';
  return {
    show({ fraction, label }) {
      if (!stream.isTTY) return;
      const line = progressLine(fraction, label, stream.columns || UNKNOWN_WIDTH);
      if (line !== shown) stream.write(`\r\x1b[2K${line}`);
      shown = line;
    },
    clear() {
      if (shown !== '') stream.write('\r\x1b[2K');
      shown = '';
    },
  };
}

/** ` 62 % ###############--------- world: analysing`, cut so that it never wraps. */
function progressLine(fraction: number, label: string, columns: number): string {
  const part = Math.min(1, Math.max(0, fraction));
  const cells = Math.round(part * BAR_CELLS);
  const bar = '█'.repeat(cells) + '░'.repeat(BAR_CELLS - cells);
  return `${String(Math.floor(part * 100)).padStart(3)} % ${bar} ${label}`.slice(0, Math.max(0, columns - 1));
}
