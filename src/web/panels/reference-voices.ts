/**
 * Average talkers as marks on the plane. f0 in Hz and vocal-tract length in st re the men's, from their formants.
 * @source Peterson & Barney (1952), J. Acoust. Soc. Am. 24(2), 175-184: means over ten vowels
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

export interface PlaneMark {
  readonly id: ReferenceVoice['id'];
  readonly f0St: number;
  readonly vtlSt: number;
}

/** The voice whose f0 is nearest on a log scale: a sound does not tell its talker's tract length, so one is assumed. */
export function nearestVoice(meanF0: number): ReferenceVoice {
  const distance = (voice: ReferenceVoice) => Math.abs(Math.log2(voice.f0 / meanF0));
  return REFERENCE_VOICES.reduce((best, voice) => (distance(voice) < distance(best) ? voice : best));
}

/** Where the reference voices lie, seen from a source with this mean f0. */
export function planeMarks(meanF0: number): readonly PlaneMark[] {
  const taken = nearestVoice(meanF0);
  return REFERENCE_VOICES.map(({ id, f0, vtlSt }) => ({
    id,
    f0St: 12 * Math.log2(f0 / meanF0),
    vtlSt: vtlSt - taken.vtlSt,
  }));
}

/**
 * What listeners just notice of each cue alone, st.
 * @source Gaudrain & Başkent (2018), Ear & Hearing 39(2), 226-237: normal hearing, and eleven users of cochlear implants
 */
export const LISTENERS = [
  { id: 'hearing', f0St: 1.95, vtlSt: 1.73 },
  { id: 'implant', f0St: 9.19, vtlSt: 7.19 },
] as const;
