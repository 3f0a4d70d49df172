/** What Vorbis has settings for: the least and the most. */
export const QUALITIES = [-1, 10] as const;

/** What libsndfile writes where nothing is said. */
export const DEFAULT_QUALITY = 4;
