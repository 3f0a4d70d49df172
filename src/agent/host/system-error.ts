import { AppError, type ErrorCode } from '../../core/base/errors.ts';

/** What an operating system's error means to us, and how we say it: "cannot read /a/b.wav: permission denied". */
const MEANINGS: Readonly<Record<string, { readonly text: string; readonly code?: ErrorCode }>> = {
  ENOENT: { text: 'there is no such file or folder', code: 'file-not-found' },
  ENOTDIR: { text: 'part of the path is a file, not a folder', code: 'file-not-found' },
  ENAMETOOLONG: { text: 'the name is too long', code: 'argument-invalid' },
  EISDIR: { text: 'it is a folder; name a file in it' },
  EACCES: { text: 'permission denied' },
  EPERM: { text: 'the system does not permit it' },
  EROFS: { text: 'the file system is read-only' },
  ELOOP: { text: 'its symbolic links lead in a circle' },
  EMFILE: { text: 'too many files are open' },
  EIO: { text: 'the disk reports an error' },
  ENOSPC: { text: 'the disk is full', code: 'disk-full' },
  EDQUOT: { text: 'the disk quota is used up', code: 'disk-full' },
};

/** The system's code (`ENOENT`), where something thrown has one. */
export function systemCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/**
 * Gives a file-system failure our taxonomy; an AppError passes unchanged.
 * @param action what was tried, for the message: `read`, `write`
 */
export function fromSystem(thrown: unknown, action: 'read' | 'write', path: string): AppError {
  const code = systemCode(thrown);
  if (thrown instanceof AppError || code === undefined) return AppError.from(thrown);
  const meaning = MEANINGS[code] ?? { text: code };
  const otherwise = action === 'read' ? 'file-unreadable' : 'file-unwritable';
  return new AppError(meaning.code ?? otherwise, `Cannot ${action} ${path}: ${meaning.text}.`, {
    details: { path, system: code },
    cause: thrown,
  });
}
