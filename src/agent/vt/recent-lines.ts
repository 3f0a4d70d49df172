import { Recent } from '../host/recent.ts';

/** Lines that are remembered, and how long they may be, characters. */
const REMEMBERED = { lines: 1000, length: 4000 };

/** What was worked out for the latest lines: clients that poll send one again and again. Long ones are not kept. */
export class RecentLines<V> {
  readonly #lines = new Recent<V>(REMEMBERED.lines);

  get(line: string): V | undefined {
    return this.#lines.get(line);
  }

  set(line: string, value: V): void {
    if (line.length <= REMEMBERED.length) this.#lines.set(line, value);
  }
}
