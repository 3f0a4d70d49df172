import { throwIfAborted } from '../../core/base/errors.ts';
import { MOST_ZIP_BYTES, MOST_ZIP_ENTRIES, ZipWriter } from '../../core/base/zip-writer.ts';
import { type ArchivedSound, PROJECT_FILE, type ProjectArchive, soundPathIn } from '../state/project-archive.ts';
import type { ArchiveWriter } from './archive-writer.ts';

export interface WriteProjectOptions {
  /** The bytes of a sound; undefined where they are gone. */
  readonly bytes: (id: string) => Promise<Blob | undefined>;
  readonly signal: { readonly aborted: boolean };
  readonly onFraction: (fraction: number) => void;
  /** For tests. */
  readonly mostBytes?: number;
}

/**
 * Writes a project: its document, then the bytes of each sound as they are. What is too large for one zip goes into
 * several, each a project of its own with some of the sounds.
 * @returns names of sounds that are not in it: their bytes are gone, or no zip has room for them
 */
export async function writeProject(
  project: ProjectArchive,
  writer: Pick<ArchiveWriter, 'write'>,
  { bytes, signal, onFraction, mostBytes = MOST_ZIP_BYTES }: WriteProjectOptions,
): Promise<readonly string[]> {
  const { parts, missing } = await share(project.sounds, bytes, mostBytes);
  const all = parts.flat().reduce((sum, { blob }) => sum + blob.size, 0);
  let written = 0;
  for (const [part, sounds] of parts.entries()) {
    const zip = new ZipWriter();
    const flush = async (): Promise<void> => {
      throwIfAborted(signal);
      for (const piece of zip.take()) await writer.write({ part, bytes: piece });
    };
    const own = { ...project, sounds: sounds.map(({ sound }) => sound) };
    await writeMember(zip, PROJECT_FILE, new Blob([`${JSON.stringify(own, undefined, 1)}\n`]), 6, flush);
    for (const { sound, blob } of sounds) {
      await writeMember(zip, soundPathIn(sound), blob, 0, async (length) => {
        written += length;
        onFraction(all === 0 ? 1 : written / all);
        await flush();
      });
    }
    zip.end();
    await flush();
  }
  return missing;
}

interface Found {
  readonly sound: ArchivedSound;
  readonly blob: Blob;
}

/** Which sounds go into which archive; there is one, even for no sounds. */
async function share(
  sounds: readonly ArchivedSound[],
  bytes: WriteProjectOptions['bytes'],
  mostBytes: number,
): Promise<{ readonly parts: readonly (readonly Found[])[]; readonly missing: readonly string[] }> {
  const parts: Found[][] = [[]];
  const missing: string[] = [];
  let size = 0;
  for (const sound of sounds) {
    const blob = await bytes(sound.id);
    if (blob === undefined || blob.size > mostBytes) {
      missing.push(sound.name);
      continue;
    }
    let last = parts.at(-1) ?? [];
    if (last.length > 0 && (size + blob.size > mostBytes || last.length + 1 >= MOST_ZIP_ENTRIES)) {
      last = [];
      parts.push(last);
      size = 0;
    }
    last.push({ sound, blob });
    size += blob.size;
  }
  return { parts, missing };
}

async function writeMember(
  zip: ZipWriter,
  path: string,
  blob: Blob,
  level: 0 | 6,
  after: (length: number) => Promise<void>,
): Promise<void> {
  const member = zip.begin(path, level);
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      member.push(value);
      await after(value.length);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  member.end();
  await after(0);
}
