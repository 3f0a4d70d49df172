import { strings } from '../strings.ts';
import type { Scene } from './layer.ts';

/** What helps where nothing voiced was found. */
export const CHANGE_RANGE = { label: strings.layers.changeRange, command: 'recipe.f0Range' };

/** Hz, in which f0 of every sound is looked for. */
const USUAL = { f0Floor: 71, f0Ceiling: 800 };

/**
 * Whether the analysis of a scene finds a voice: by f0 put right, and not as another melody. What an analysis in another
 * range than the usual one finds of a result, or behind another step, is not known.
 */
export function isVoiced({ sound, edits, analysis }: Scene): boolean {
  if (edits) return edits.corrected.some((hz) => hz > 0);
  const { f0Floor, f0Ceiling } = { ...USUAL, ...analysis };
  return sound.f0?.mean !== undefined || f0Floor !== USUAL.f0Floor || f0Ceiling !== USUAL.f0Ceiling;
}
