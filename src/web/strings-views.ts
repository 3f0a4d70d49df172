/** Sentences of the views and their panes. */

export const layerStrings = {
  amplitude: 'Amplitude',
  level: 'Level',
  sample: 'Sample',
  density: 'Density',
  reMean: 're source mean',
  waveformLegend: 'amplitude re full scale',
  spectrogramLegend: (ms: number) => `Gaussian window, ${ms} ms; dB re full scale per Hz`,
  f0Legend: 'DIO and StoneMask',
  noVoice: 'No voiced frames found between 71 and 800 Hz.',
} as const;

export const paneStrings = {
  menu: (view: string) => `Pane: ${view}`,
  show: 'Shows',
  over: 'Drawn over it',
  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Remove this pane',
  carry: (view: string) => `Move the pane ${view}`,
  resize: (view: string) => `Height of ${view}`,
  pixels: (height: number) => `${height} pixels`,
  add: 'Add a view',
  layout: 'Layout',
  presets: { simple: 'Simple', voice: 'Voice', vocoder: 'Vocoder', formants: 'Formants' },
  changed: (layout: string) => `${layout}, changed`,
  keep: 'Keep this layout\u2026',
  keepTitle: 'Keep this layout',
  name: 'Name',
  keepButton: 'Keep',
  forget: (layout: string) => `Forget ${layout}`,
  forgotten: (layout: string) => `Forgot the layout ${layout}.`,
  nothing: 'No panes. Add a view to see the sound.',
  moved: (view: string, place: number, count: number) => `${view}, now pane ${place} of ${count}.`,
  choose: (place: number) => `View in pane ${place}`,
} as const;
