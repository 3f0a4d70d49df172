import { z } from 'zod';
import type { Page } from '../services/page.ts';

type Choices = Pick<Page, 'readChoice' | 'keepChoice'>;

const KEPT = 'palette';
const DEPTH = 8;
const schema = z.array(z.string().max(200)).max(DEPTH);

/** What was done from the palette last, by the entries' ids, the newest first. */
export function readRecent(choices: Choices): readonly string[] {
  try {
    return schema.catch([]).parse(JSON.parse(choices.readChoice(KEPT) ?? '[]'));
  } catch {
    return [];
  }
}

export function keepRecent(choices: Choices, recent: readonly string[], id: string): readonly string[] {
  // What was set, gone to or chosen once is no command.
  if (id === 'set' || id === 'time' || id.startsWith('as.')) return recent;
  const next = [id, ...recent.filter((other) => other !== id)].slice(0, DEPTH);
  choices.keepChoice(KEPT, JSON.stringify(next));
  return next;
}
