import { unusualOptions } from '../../core/modules/world-options.ts';
import { strings } from '../strings.ts';
import type { Scene } from './layer.ts';

/** What helps where nothing voiced was found. */
export const CHANGE_RANGE = { label: strings.layers.changeRange, command: 'recipe.f0Range' };

/**
 * Whether the analysis of a scene finds a voice: by f0 put right, and not as another melody. What an analysis by other
 * options than the usual ones finds of a result, or behind another step, is not known.
 */
export function isVoiced({ sound, edits, analysis }: Scene): boolean {
  if (edits) return edits.corrected.some((hz) => hz > 0);
  const { framePeriodMs: _, ...others } = unusualOptions(analysis);
  return sound.f0?.mean !== undefined || Object.keys(others).length > 0;
}
