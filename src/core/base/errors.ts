/**
 * The one error taxonomy. A kind says how a program reacts, a code says what happened; both are permanent and
 * JSON-safe, so that an error crosses rpc, sockets and logs without losing its meaning.
 */
export type ErrorKind =
  | 'invalid'
  | 'unsupported'
  | 'not-found'
  | 'conflict'
  | 'unavailable'
  | 'limit'
  | 'cancelled'
  | 'internal';

/** One thing that is wrong with a request: where, what would be right, what was given. */
export interface Issue {
  /** JSON-pointer-like path, e.g. `stack[1].f0`; empty for the whole. */
  readonly path: string;
  readonly code: string;
  readonly expected: string;
  readonly got: string;
  /** Zero-based character offset of the mistake inside a string value, where that is known. */
  readonly position?: number;
}

/** Every permanent code, with its kind and what it means. Docs and types derive from this table. */
export const ERROR_CODES = {
  'query-invalid': { kind: 'invalid', doc: 'The request has problems; all of them are in `issues`.' },
  'quantity-invalid': { kind: 'invalid', doc: 'A quantity such as `-12st` cannot be read; the position is given.' },
  'audio-invalid': { kind: 'invalid', doc: 'The bytes are not a sound that can be read.' },
  'audio-empty': { kind: 'invalid', doc: 'The sound has no samples.' },
  'audio-not-finite': { kind: 'invalid', doc: 'The sound contains NaN or infinite samples.' },
  'features-invalid': { kind: 'invalid', doc: 'A file is not WORLD features that can be read.' },
  'link-invalid': { kind: 'invalid', doc: 'A text is not a stimulus link, or one that is cut short.' },
  'recipe-missing': { kind: 'invalid', doc: 'A sound has no recipe inside.' },
  'audio-clipped': { kind: 'invalid', doc: 'A sound would clip where a set refuses to turn it down.' },
  'set-invalid': { kind: 'invalid', doc: 'A stimulus set has problems; all of them are in `issues`.' },
  'config-invalid': { kind: 'invalid', doc: 'A configuration file has problems; all of them are in `issues`.' },
  'argument-invalid': { kind: 'invalid', doc: 'A command-line argument is wrong.' },
  'file-exists': { kind: 'invalid', doc: 'A file would be overwritten, and the request does not allow it.' },
  'request-refused': { kind: 'invalid', doc: 'An HTTP request is not acceptable: its path, method, Host or Origin.' },
  'server-refused': { kind: 'invalid', doc: 'A server answered a request with an error; the message is what it said.' },
  'audio-unsupported': { kind: 'unsupported', doc: 'A sound format that is understood but not available here.' },
  'folders-unsupported': { kind: 'unsupported', doc: 'Sounds are to be taken from a folder, and there are none here.' },
  'wasm-unsupported': { kind: 'unsupported', doc: 'This machine cannot run WebAssembly with SIMD.' },
  'remote-access-unsupported': {
    kind: 'unsupported',
    doc: 'The agent serves this computer only; tokens and TLS come later.',
  },
  'source-not-found': { kind: 'not-found', doc: 'A source named in a query does not exist.' },
  'file-not-found': { kind: 'not-found', doc: 'A file does not exist.' },
  busy: { kind: 'conflict', doc: 'The thing asked for is busy or already running.' },
  'file-unwritable': { kind: 'unavailable', doc: 'A file or folder cannot be written.' },
  'file-unreadable': { kind: 'unavailable', doc: 'A file exists but cannot be read.' },
  'disk-full': { kind: 'unavailable', doc: 'The disk, or the quota on it, has no room left.' },
  'port-unavailable': { kind: 'unavailable', doc: 'A network port cannot be opened.' },
  'codec-unavailable': { kind: 'unavailable', doc: 'The library that a sound format needs cannot be loaded.' },
  'device-unavailable': { kind: 'unavailable', doc: 'An audio device cannot be opened.' },
  'server-unavailable': { kind: 'unavailable', doc: 'A server cannot be reached, or does not answer as one.' },
  'size-limit': { kind: 'limit', doc: 'Something is larger than the limit.' },
  'time-limit': { kind: 'limit', doc: 'The job takes longer than it may.' },
  'memory-limit': { kind: 'limit', doc: 'The job needs more memory than there is.' },
  cancelled: { kind: 'cancelled', doc: 'The caller stopped it.' },
  'kernel-trap': { kind: 'internal', doc: 'A WebAssembly kernel failed; this is a defect of Sonde.' },
  internal: { kind: 'internal', doc: 'A defect of Sonde.' },
} as const satisfies Record<string, { kind: ErrorKind; doc: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Process exit status per kind (after sysexits.h where it has one; 130 is the shell's for SIGINT). */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  invalid: 64,
  unsupported: 69,
  'not-found': 66,
  conflict: 75,
  unavailable: 75,
  limit: 75,
  cancelled: 130,
  internal: 70,
};

/** JSON form of an error, as it crosses rpc, sockets and logs. */
export interface ErrorJson {
  readonly kind: ErrorKind;
  readonly code: ErrorCode;
  readonly message: string;
  readonly issues?: readonly Issue[];
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

export interface AppErrorOptions {
  readonly issues?: readonly Issue[];
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly cause?: unknown;
}

/** The only error that core throws on purpose. Its message says what was wrong, where, and what would be right. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.kind = ERROR_CODES[code].kind;
    this.issues = options.issues ?? [];
    this.details = options.details ?? {};
  }

  toJSON(): ErrorJson {
    return {
      kind: this.kind,
      code: this.code,
      message: this.message,
      ...(this.issues.length > 0 ? { issues: this.issues } : {}),
      ...(Object.keys(this.details).length > 0 ? { details: this.details } : {}),
    };
  }

  static fromJSON(json: ErrorJson): AppError {
    return new AppError(json.code, json.message, {
      ...(json.issues ? { issues: json.issues } : {}),
      ...(json.details ? { details: json.details } : {}),
    });
  }

  /** Wraps whatever was thrown; an AppError passes unchanged, anything else is `internal` with its cause kept. */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown;
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    return new AppError('internal', `Unexpected failure: ${text}`, { cause: thrown });
  }
}

/** One line per issue, as the command line and the page print them. */
export function describeIssue(issue: Issue): string {
  const where = issue.path === '' ? '' : `${issue.path}: `;
  const at = issue.position === undefined ? '' : ` (character ${issue.position + 1})`;
  return `${where}expected ${issue.expected}, got ${issue.got}${at}`;
}

/** @throws AppError `cancelled` when the signal has been aborted. */
export function throwIfAborted(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled', 'The job was cancelled.');
}

/** The part of AbortSignal that core relies on; core has no DOM types. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}
