/** What becomes of the sounds that a set is made from. */
export const SOURCE_POLICIES = ['named', 'included'] as const;
/** What becomes of a sound that would clip. */
export const CLIP_POLICIES = ['together', 'set', 'refuse'] as const;
/** Which level rows have. */
export const LEVEL_POLICIES = ['recipe', 'mean'] as const;
