/** Sentences of a set's table. */
export const setRowStrings = {
  /** `300 to render`, and how long that takes. */
  takes: (work: string, time: string, threads: number) =>
    `${work}, about ${time} on ${threads === 1 ? '1 core' : `${threads} cores`}`,
  gain: 'Gain dB',
  snr: 'SNR dB',
  filter: 'Find rows',
  filterExample: 'a name, or f0 < -6',
  shown: (shown: number, all: number) => (shown === all ? `${all} rows` : `${shown} of ${all} rows`),
  ordered: (title: string, falling: boolean) => `by ${title}, ${falling ? 'falling' : 'rising'}`,
  none: 'No row is like that.',
  chosen: (count: number) => `${count} chosen`,
  open: 'Open as recipe',
  leaveOut: 'Leave out',
  render: 'Render',
  detailsOf: (number: number, name: string) => `Row ${number}: ${name}`,
  format: 'Format',
  formatOf: (rate: string, channels: number) => `${rate}, ${channels === 1 ? 'mono' : `${channels} channels`}`,
  notes: 'Notes',
  recipe: 'Recipe of the row',
  sortBy: (title: string) => `Sort by ${title}`,
};
