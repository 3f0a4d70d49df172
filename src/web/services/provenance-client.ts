import type { ErrorJson } from '../../core/base/errors.ts';
import type { ChecklistItem } from '../../core/provenance/checklist.ts';
import type { Difference } from '../../core/provenance/compare-sounds.ts';
import type { JobHandlers } from './job-handlers.ts';

/** A result in words, in the forms that papers are written in. */
export interface MethodsTexts {
  readonly text: string;
  readonly markdown: string;
  readonly latex: string;
  readonly bibtex: string;
  /** Of a recipe with a vocoder. */
  readonly checklist: readonly ChecklistItem[] | undefined;
}

/** The fragment of the link of a result, `x1=…`: without the names of its sources, and with them. */
export interface LinkTexts {
  readonly plain: string;
  readonly named: string;
  /** Those names. */
  readonly names: readonly string[];
}

export interface SourceCheck {
  /** `missing`: neither the same file nor the same samples are open here. */
  readonly kind: 'same-file' | 'same-samples' | 'missing';
  /** Of the sound that was found. */
  readonly name?: string;
  /** What the link calls it, where whoever made that wanted it to. */
  readonly called?: string;
  /** Content id of the one that is asked for. */
  readonly id: string;
  readonly frames?: number;
  readonly sampleRate?: number;
  readonly channels?: number;
}

export type CheckVerdict =
  /** `file`: byte for byte. `float`: the same samples. */
  | { readonly kind: 'identical'; readonly same: 'file' | 'float' | '16-bit' }
  | { readonly kind: 'source-differs' }
  | { readonly kind: 'engine-differs' | 'differs'; readonly of: 'file' | 'link'; readonly difference?: Difference }
  | { readonly kind: 'recipe-not-understood'; readonly error: ErrorJson };

/** What came of rebuilding a sound: its steps, as far as they went, and the verdict. */
export interface CheckReport {
  readonly verdict: CheckVerdict;
  readonly sources: readonly SourceCheck[];
  readonly engine: { readonly same: boolean; readonly theirs: string; readonly ours: string };
  /** Digests of 16-bit samples. */
  readonly expected?: string;
  readonly rebuilt?: string;
  readonly result?: RebuiltSound;
}

/** How much sound a sound is, which is known before it is loaded. */
export interface KnownSound {
  readonly id: string;
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Samples per channel. */
  readonly frames: number;
}

/** A sound that was made again, until it is released. */
export interface RebuiltSound extends KnownSound {
  /** s */
  readonly duration: number;
}

/** What made a sound: in words, as a link, and made again. */
export interface ProvenanceClient {
  /** @param result handle of a rendered sound */
  describe(result: string): Promise<MethodsTexts>;
  link(result: string, job: JobHandlers): Promise<LinkTexts>;
  /**
   * Rebuilds the sound of a link.
   * @param library what its sources are looked for in: by content id, and, of those of the same shape, by samples
   * @throws AppError link-invalid, size-limit
   */
  checkLink(link: string, library: readonly KnownSound[], job: JobHandlers): Promise<CheckReport>;
  /** Rebuilds a loaded file from the recipe inside it. @throws AppError recipe-missing */
  checkFile(sound: string, job: JobHandlers): Promise<CheckReport>;
}
