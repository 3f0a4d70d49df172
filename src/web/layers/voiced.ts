import { strings } from '../strings.ts';
import type { Scene } from './layer.ts';

/** What helps where nothing voiced was found. */
export const CHANGE_RANGE = { label: strings.layers.changeRange, command: 'recipe.f0Range' };

/**
 * Whether the analysis of a scene finds a voice: by f0 put right, and not as another melody. What an analysis in another
 * range than the usual one finds of a result, or behind another step, is not known.
 */
export function isVoiced({ sound, edits, analysis }: Scene): boolean {
  if (edits) return edits.corrected.some((hz) => hz > 0);
  const isOther = analysis.f0Floor !== undefined || analysis.f0Ceiling !== undefined;
  return sound.f0?.mean !== undefined || isOther;
}
