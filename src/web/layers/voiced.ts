import { strings } from '../strings.ts';
import type { Scene } from './layer.ts';

/** What helps where nothing voiced was found. */
export const CHANGE_RANGE = { label: strings.layers.changeRange, command: 'recipe.f0Range' };

/** Whether the analysis of a scene finds a voice: that of a result in another range than the usual one is not known. */
export function isVoiced({ side, sound, edits, analysis }: Scene): boolean {
  if (edits) return edits.mean !== undefined;
  const isOther = analysis.f0Floor !== undefined || analysis.f0Ceiling !== undefined;
  return sound.f0?.mean !== undefined || (side === 'result' && isOther);
}
