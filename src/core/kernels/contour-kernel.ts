/** What is done to the frames of a span of an f0 contour. Lines and means are those of the logarithm of f0. */
export type ContourEdit = Span &
  (
    | { readonly operation: 'octave'; readonly value: OctaveFactor }
    /** By semitones. */
    | { readonly operation: 'shift'; readonly value: number }
    | { readonly operation: 'unvoice' }
    /** Unvoiced frames get what lies between the voiced ones nearest to them. */
    | { readonly operation: 'voice' }
    /** Voiced frames follow a line through anchors, s and Hz; runs that go on beyond the span come to it within `blend` s. */
    | { readonly operation: 'draw'; readonly value: readonly Anchor[]; readonly blend: number }
    /**
     * A contour of its own time base: a frame is voiced if the point nearest to it is, and lies on the line through its run's
     * points, s and Hz, 0 = unvoiced.
     */
    | { readonly operation: 'contour'; readonly value: readonly Anchor[] }
    /** Median of so many frames, odd. */
    | { readonly operation: 'median'; readonly value: number }
    /** Under a Gaussian, its width at half its height, s. */
    | { readonly operation: 'gaussian'; readonly value: number }
  );

/** What trackers are wrong by. */
export const OCTAVE_FACTORS = ['*2', '/2', '*3', '/3'] as const;

export type OctaveFactor = (typeof OCTAVE_FACTORS)[number];

/** Time, s, and f0, Hz. */
export type Anchor = readonly [time: number, hz: number];

interface Span {
  /** Time of the first frame, s. */
  readonly from: number;
  /** Of the last. */
  readonly to: number;
}

export interface EditedContour {
  /** Hz, `[frames]`, 0 = unvoiced. */
  readonly f0: Float64Array;
  /** Edits, by their place in the list, that met no frame. */
  readonly missed: readonly number[];
  /** Frames that an edit would have taken out of the limits, and that were held there. */
  readonly held: number;
  /** Frames that were to be voiced and could not be, because the contour has no voice at all. */
  readonly unvoiced: number;
}

export interface ContourKernel {
  /**
   * The contour after these edits, in their order. Whatever they are, it stays inside the limits where it was changed.
   * @param f0 Hz, `[frames]`, 0 = unvoiced; frame i is at i * framePeriodMs
   * @param limits lowest and highest f0, Hz
   */
  edit(
    f0: Float64Array,
    framePeriodMs: number,
    edits: readonly ContourEdit[],
    limits: readonly [number, number],
  ): EditedContour;
}
