import { appendFile, rename, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Clock } from '../../core/base/clock.ts';
import { systemCode } from '../host/system-error.ts';

export interface LogFileOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Bytes after which a new file is begun; the original's default. */
  readonly maxBytes?: number;
  /** Old files that are kept, as `.1` (the newest) and on. */
  readonly kept?: number;
  /** Told once of a file that cannot be written; the server goes on. */
  readonly onFailure: (failure: unknown) => void;
}

/**
 * A log in a file that is turned over, its lines as VTServer wrote them: `[2026-11-21 13:44:00,123 :: user(uid:gid)]
 * message`, with further lines of a message behind a tab.
 */
export class LogFile {
  readonly #options: Required<LogFileOptions>;
  readonly #owner = tellOwner();
  #lines: string[] = [];
  #writing: Promise<void> | undefined;
  #hasFailed = false;

  constructor(options: LogFileOptions) {
    this.#options = { maxBytes: 1_000_000, kept: 5, ...options };
  }

  /** Writes soon, in order; what comes meanwhile is written together. */
  write(message: string): void {
    const time = tellTime(new Date(this.#options.clock.now()));
    this.#lines.push(`[${time} :: ${this.#owner}] ${message.trimEnd().replace(/\r?\n/g, '\n\t')}\n`);
    this.#writing ??= this.#drain();
  }

  /** Once all that was written is in the file. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #drain(): Promise<void> {
    // Whoever is writing now has more to say before the next turn.
    await Promise.resolve();
    while (this.#lines.length > 0) {
      const lines = this.#lines;
      this.#lines = [];
      try {
        await this.#append(lines);
      } catch (failure) {
        if (!this.#hasFailed) this.#options.onFailure(failure);
        this.#hasFailed = true;
      }
    }
    this.#writing = undefined;
  }

  async #append(lines: readonly string[]): Promise<void> {
    const { path, maxBytes } = this.#options;
    let size = (await stat(path).catch(absent))?.size ?? 0;
    let text = '';
    for (const line of lines) {
      const bytes = Buffer.byteLength(line);
      if (size > 0 && size + bytes > maxBytes) {
        if (text !== '') await appendFile(path, text, { mode: 0o640 });
        await this.#turnOver();
        text = '';
        size = 0;
      }
      text += line;
      size += bytes;
    }
    await appendFile(path, text, { mode: 0o640 });
  }

  async #turnOver(): Promise<void> {
    const { path, kept } = this.#options;
    for (let age = kept - 1; age >= 1; age--) await rename(`${path}.${age}`, `${path}.${age + 1}`).catch(absent);
    await rename(path, `${path}.1`).catch(absent);
  }
}

function absent(failure: unknown): undefined {
  if (systemCode(failure) !== 'ENOENT') throw failure;
}

function tellOwner(): string {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  try {
    return `${userInfo().username}(${uid}:${gid})`;
  } catch {
    // A user without a name, as in some containers, has a number.
    return `${uid}(${uid}:${gid})`;
  }
}

function tellTime(at: Date): string {
  const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${date} ${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())},${pad(at.getMilliseconds(), 3)}`;
}
