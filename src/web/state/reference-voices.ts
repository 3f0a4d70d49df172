import type { Tract } from './plane-doc.ts';

/**
 * Average talkers as marks on the plane: 33 men, 28 women and 15 children, who said ten vowels in single words. f0 is the mean
 * over the vowels, Hz; vocal-tract length, st re the men's, is the mean ratio of their formants, F1 to F3, turned round.
 * @source Peterson & Barney (1952), J. Acoust. Soc. Am. 24(2), 175-184, Table II, doi 10.1121/1.1906875;
 * `reference-voices.test.ts` has the table
 */
export interface ReferenceVoice {
  readonly id: 'man' | 'woman' | 'child';
  readonly f0: number;
  readonly vtlSt: number;
}

export const REFERENCE_VOICES: readonly ReferenceVoice[] = [
  { id: 'man', f0: 132, vtlSt: 0 },
  { id: 'woman', f0: 223, vtlSt: -2.6 },
  { id: 'child', f0: 264, vtlSt: -5.2 },
];

/**
 * Length of the uniform tube whose resonances lie nearest to the men's mean F1, F2 and F3 of the same table (502, 1420
 * and 2386 Hz), by the estimate of `tube-length.ts`, cm.
 */
const MAN_CM = 18.3;

export function isTalker(id: string): boolean {
  return REFERENCE_VOICES.some((voice) => voice.id === id);
}

export interface PlaneMark {
  readonly id: ReferenceVoice['id'] | 'habit';
  readonly f0St: number;
  readonly vtlSt: number;
}

/** The step that studies of f0 and vocal-tract length usually take: larger than from the average woman to the man. */
const HABIT: PlaneMark = { id: 'habit', f0St: -12, vtlSt: 3.8 };

/** The voice whose f0 is nearest on a log scale: a sound does not tell its talker's tract length, so one is assumed. */
export function nearestVoice(meanF0: number): ReferenceVoice {
  const distance = (voice: ReferenceVoice) => Math.abs(Math.log2(voice.f0 / meanF0));
  return REFERENCE_VOICES.reduce((best, voice) => (distance(voice) < distance(best) ? voice : best));
}

/** Vocal-tract length of a talker who is taken for this, st re the men's. */
function tractSt(tract: Tract): number {
  if (typeof tract !== 'string') return 12 * Math.log2(tract.cm / MAN_CM);
  return REFERENCE_VOICES.find(({ id }) => id === tract)?.vtlSt ?? 0;
}

/** Vocal-tract length of a talker who is taken for this, cm. */
export function tractCm(tract: Tract): number {
  return typeof tract === 'string' ? MAN_CM * 2 ** (tractSt(tract) / 12) : tract.cm;
}

/**
 * Where the reference voices lie, seen from a source with this mean f0, and the usual step.
 * @param tract what the talker is taken for; the voice of the nearest mean f0 where nothing was chosen
 */
export function planeMarks(meanF0: number | undefined, tract?: Tract): readonly PlaneMark[] {
  if (meanF0 === undefined) return [HABIT];
  const taken = tractSt(tract ?? nearestVoice(meanF0).id);
  const voices = REFERENCE_VOICES.map(({ id, f0, vtlSt }) => ({
    id,
    f0St: 12 * Math.log2(f0 / meanF0),
    vtlSt: vtlSt - taken,
  }));
  return [...voices, HABIT];
}

/**
 * What listeners just notice of each cue alone, st.
 * @source Gaudrain & Başkent (2018), Ear & Hearing 39(2), 226-237: normal hearing, and eleven users of cochlear implants
 */
export const LISTENERS = [
  { id: 'hearing', f0St: 1.95, vtlSt: 1.73 },
  { id: 'implant', f0St: 9.19, vtlSt: 7.19 },
] as const;
