import type { PlaneLine } from '../../state/plane-doc.ts';

/** The continuum that is shown, and what can be done to it. */
export interface LineModel {
  readonly line: PlaneLine;
  /** Which of its points is heard. */
  readonly sounding: number | undefined;
  /** All of them are heard one after the other. */
  readonly playing: boolean;
  readonly onChange: (line: PlaneLine) => void;
  readonly onPreview: (index: number) => void;
  readonly onPlay: () => void;
  readonly onMakeSet: () => void;
}
