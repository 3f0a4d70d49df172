/** Sentences of what a pane has besides its time cursor. */
export const handleStrings = {
  /** @param view with its side: "Spectrogram, Source" */
  frequency: (view: string) => `Frequency cursor, ${view}`.toLowerCase(),
  start: (view: string) => `Selection start, ${view}`.toLowerCase(),
  end: (view: string) => `Selection end, ${view}`.toLowerCase(),
} as const;
