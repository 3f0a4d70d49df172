import { z } from 'zod';
import { HASH_PATTERN } from '../../core/base/hash.ts';
import { draftSchema } from './deed.ts';
import { projectDocSchema, soundRecordSchema } from './project-doc.ts';

/** What a project's archive is called inside itself, and how it begins. */
export const PROJECT_FILE = 'project.json';
const PROJECT_FORMAT = 'sonde-project/1';

const archivedSoundSchema = soundRecordSchema.extend({
  id: z.string().regex(HASH_PATTERN, 'expected a content id'),
  /** JSON has no arrays of floats. */
  sketch: z.array(z.number()).optional(),
});

/**
 * A project as an archive holds it, beside the bytes of its sounds. It is what the journal's snapshot holds, so that
 * whatever a project learns to keep is in its archives, too.
 */
export const projectArchiveSchema = z.object({
  format: z.literal(PROJECT_FORMAT, `expected ${PROJECT_FORMAT}`),
  name: z.string().max(200),
  /** Those in the bin among them. */
  sounds: z.array(archivedSoundSchema).max(100_000),
  doc: projectDocSchema,
  /** The stimulus set as it is edited. */
  set: draftSchema.optional(),
});

export type ProjectArchive = z.infer<typeof projectArchiveSchema>;
export type ArchivedSound = ProjectArchive['sounds'][number];

/** @throws ZodError for what is not kept by any version of the page */
export function projectArchive(given: Omit<ProjectArchive, 'format'>): ProjectArchive {
  return { format: PROJECT_FORMAT, ...given };
}

/** Where an archive has the bytes of a sound. */
export function soundPathIn({ id, fileName }: Pick<ArchivedSound, 'id' | 'fileName'>): string {
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(fileName)?.[0] ?? '';
  return `sounds/${id}${extension.toLowerCase()}`;
}
