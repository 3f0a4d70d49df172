import { bands } from './bands.ts';
import { responses, slice } from './curves.ts';
import { f0 } from './f0.ts';
import { formants } from './formants.ts';
import { intensity } from './intensity.ts';
import type { View } from './layer.ts';
import { aperiodicity, envelope } from './spectra.ts';
import { spectrogram } from './spectrogram.ts';
import { waveform } from './waveform.ts';

/** All views, in the order of menus. */
export const VIEWS: readonly View[] = [
  waveform,
  spectrogram,
  f0,
  intensity,
  envelope,
  slice,
  aperiodicity,
  formants,
  bands,
  responses,
];

const byId = new Map(VIEWS.map((view) => [view.id, view]));

/** Undefined for one that this version does not know. */
export function viewOf(id: string): View | undefined {
  return byId.get(id);
}

/** Whether a view can be drawn over another. */
export function fitsOver(id: string, base: string): boolean {
  return viewOf(id)?.over.includes(base) ?? false;
}
