import { z } from 'zod';

/** Keys that a person gave commands in place of their own, by the command's id. */
export type ChosenKeys = Readonly<Record<string, readonly string[]>>;

/** The keys of one command. */
export const keyListSchema = z.array(z.string().min(1).max(40)).max(8);

const schema = z.record(z.string(), keyListSchema);

/** What was kept; nothing of it where it cannot be read. */
export function readChosenKeys(text: string | undefined): ChosenKeys {
  try {
    return schema.catch({}).parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}
