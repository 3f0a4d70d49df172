import { AppError } from '../../core/base/errors.ts';
import { createHasher } from '../../core/base/hash.ts';
import {
  type ArchivedSound,
  PROJECT_FILE,
  type ProjectArchive,
  projectArchiveSchema,
  soundPathIn,
} from '../state/project-archive.ts';
import { readZipIndex, type ZipEntry } from './zip-index.ts';

/** What an archive holds once all of it has been checked. */
export interface CheckedProject {
  readonly project: ProjectArchive;
  readonly bytes: ReadonlyMap<string, Blob>;
}

/** A document with its whole undo history takes some megabytes. */
const MOST_DOCUMENT_BYTES = 256_000_000;

/** Whether an archive is that of a project, rather than one with sounds in it. */
export async function isProjectArchive(archive: Blob): Promise<boolean> {
  try {
    return (await readZipIndex(archive)).has(PROJECT_FILE);
  } catch {
    return false;
  }
}

/**
 * Reads a project's archive and checks all of it: the document's form, and that each sound's bytes are those that its id
 * is the digest of.
 * @throws AppError audio-invalid that says what is wrong, and where
 */
export async function readProject(archive: Blob, onFraction: (fraction: number) => void): Promise<CheckedProject> {
  const entries = await readZipIndex(archive);
  const project = await readDocument(entries.get(PROJECT_FILE));
  const bytes = new Map<string, Blob>();
  const all = project.sounds.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const sound of project.sounds) {
    const blob = await readSound(sound, entries.get(soundPathIn(sound)), (length) => {
      done += length;
      onFraction(Math.min(1, done / Math.max(1, all)));
    });
    bytes.set(sound.id, blob);
  }
  return { project, bytes };
}

async function readDocument(entry: ZipEntry | undefined): Promise<ProjectArchive> {
  if (!entry) throw wrong(`it has no ${PROJECT_FILE}`);
  const text = await (await entry.readChecked(MOST_DOCUMENT_BYTES)).text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw wrong(`${PROJECT_FILE} is not JSON`, thrown);
  }
  const parsed = projectArchiveSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(`${PROJECT_FILE}, ${issue?.path.join('.') || 'as a whole'}: ${issue?.message ?? 'not understood'}`);
}

async function readSound(
  sound: ArchivedSound,
  entry: ZipEntry | undefined,
  onBytes: (length: number) => void,
): Promise<Blob> {
  if (!entry) throw wrong(`the bytes of \u201c${sound.name}\u201d are not in it`);
  const blob = await entry.read(sound.size);
  const hasher = createHasher();
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    hasher.update(value);
    onBytes(value.length);
  }
  if (hasher.digest() !== sound.id)
    throw wrong(`the bytes of \u201c${sound.name}\u201d are not those that were put in`);
  return blob;
}

function wrong(what: string, cause?: unknown): AppError {
  return new AppError('audio-invalid', `The project cannot be opened: ${what}. Nothing was changed.`, { cause });
}
