import { z } from 'zod';
import type { Page } from '../services/page.ts';
import { FIRST_CHOICES, type RecordChoices } from './recording-state.ts';

const NAME = 'record';

const choicesSchema: z.ZodType<RecordChoices> = z.object({
  device: z.string().or(z.undefined()),
  channels: z.union([z.literal(1), z.literal(2)]),
  pattern: z.string(),
  talker: z.string(),
  prompts: z.string(),
});

/** What was chosen the last time. */
export function readChoices(page: Page): RecordChoices {
  try {
    return choicesSchema.parse({ ...FIRST_CHOICES, ...JSON.parse(page.readChoice(NAME) ?? '{}') });
  } catch {
    return FIRST_CHOICES;
  }
}

export function keepChoices(page: Page, choices: RecordChoices): void {
  page.keepChoice(NAME, JSON.stringify(choices));
}
