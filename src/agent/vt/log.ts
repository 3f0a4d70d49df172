/** What is worth telling whom: `INFO` tells of requests, `DEBUG` of every line. */
export const LOG_LEVELS = ['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where a server writes what happens. */
export interface Log {
  error(message: string): void;
  warning(message: string): void;
  info(message: string): void;
  /** What comes too often to be put together for nobody. */
  debug(message: () => string): void;
}

/** A log that passes on what its level includes. */
export function createLog(level: LogLevel, write: (message: string) => void): Log {
  const includes = (other: LogLevel): boolean => LOG_LEVELS.indexOf(other) <= LOG_LEVELS.indexOf(level);
  const at = (other: LogLevel) => (includes(other) ? write : () => {});
  const debug = includes('DEBUG') ? (message: () => string) => write(message()) : () => {};
  return { error: at('ERROR'), warning: at('WARNING'), info: at('INFO'), debug };
}
