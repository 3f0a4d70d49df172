import type { ByteSource, ScratchFile } from '../base/byte-source.ts';
import type { Scope } from '../base/scope.ts';
import type { EngineHost } from './engine.ts';

/** What long sounds need of a host besides the usual. */
export interface LongHost extends EngineHost {
  /**
   * Opens a file of the query, to be read where it is needed until the scope closes; undefined where there is none that
   * can be read twice.
   * @throws AppError file-unreadable
   */
  readonly open: (name: string, scope: Scope) => Promise<ByteSource | undefined>;
  /** A place for bytes until the scope closes. @throws AppError disk-full, file-unwritable */
  readonly scratch: (scope: Scope) => ScratchFile;
  /** s: a sound that lasts longer is a long one. */
  readonly longFrom: number;
}
