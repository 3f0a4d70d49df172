import { chown } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The user `nobody` of every Linux. */
const NOBODY = 65534;

/**
 * Runs what must be refused for want of a permission: root, who is refused nothing, becomes nobody meanwhile.
 * @param folder the work is about; nobody owns it, and the folder that it is in, from then on
 */
export async function asOrdinaryUser<T>(folder: string, body: () => Promise<T>): Promise<T> {
  const { getuid, seteuid } = process;
  if (getuid?.() !== 0 || seteuid === undefined) return body();
  for (const path of [folder, dirname(folder)]) await chown(path, NOBODY, NOBODY);
  seteuid(NOBODY);
  try {
    return await body();
  } finally {
    seteuid(0);
  }
}
