import { expect, test } from 'vitest';
import { openWorkbench } from '../../testing/open-workbench.ts';

test('parts of values are whole again for the views whose scale is another one, and only for these', async () => {
  const { view, state } = await openWorkbench();
  view.zoomValues('wave waveform', 4, 0.5);
  view.zoomValues('map spectrogram', 4, 0.5);
  view.setDisplay({ wave: 'linear' });
  expect(Object.keys(state().view.parts)).toEqual(['wave waveform', 'map spectrogram']);
  view.setDisplay({ wave: 'dB' });
  expect(Object.keys(state().view.parts)).toEqual(['map spectrogram']);
  view.zoomValues('wave waveform', 4, 0.5);
  view.setDisplay({ scale: 'erb' });
  expect(Object.keys(state().view.parts)).toEqual(['wave waveform']);
});
