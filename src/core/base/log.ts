/** Facts beside a log message, JSON-safe. */
export type LogDetails = Readonly<Record<string, string | number | boolean | null>>;

/** Where a host writes what happened; core never prints. */
export interface Log {
  debug(message: string, details?: LogDetails): void;
  info(message: string, details?: LogDetails): void;
  warn(message: string, details?: LogDetails): void;
  error(message: string, details?: LogDetails): void;
}

function ignore(): void {}

/** Keeps nothing: for tests and for hosts that do not log. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
