/** Of sounds that are too long to be held. */
export const longStrings = {
  reading: (percent: number) => `Reading ${percent} %`,
  stopReading: (name: string) => `Stop reading ${name}`,
  onRequest: (length: string) => `${length} are rendered when you ask for it.`,
  render: 'Render',
  findF0: 'Find f0',
  looking: (percent: number) => `Looking through the whole sound: ${percent} %`,
} as const;
