import { AppError } from '../../core/base/errors.ts';

/** The whole of a file. @throws AppError file-unreadable */
export async function readBytes(file: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AppError('file-unreadable', `"${name}" cannot be read: was it moved or changed?`, { cause });
  }
}
