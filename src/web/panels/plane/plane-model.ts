import type { Spot } from '../../state/plane.ts';
import type { Tract } from '../../state/plane-doc.ts';
import type { PlanePoint } from '../../state/plane-geometry.ts';
import type { PlaneView } from '../../state/plane-view.ts';
import type { LineModel } from './line-model.ts';

/** What the plane shows, and what can be done to it. */
export interface PlaneModel {
  /** Where the hand is; undefined while an f0 change has no place yet. */
  readonly point: PlanePoint | undefined;
  /** Where the sound is, when that is elsewhere. */
  readonly sounding: PlanePoint | undefined;
  readonly meanF0: number | undefined;
  /** False once it is known that nothing is voiced. */
  readonly voiced: boolean;
  readonly view: PlaneView;
  readonly spots: readonly Spot[];
  /** Where the dot came to rest before, the latest last. */
  readonly trail: readonly PlanePoint[];
  /** What the talker's tract is taken for. */
  readonly tract: Tract | undefined;
  /** Of the talker, once it was chosen. */
  readonly cm: number | undefined;
  readonly estimating: boolean;
  /** The continuum, while it is shown. */
  readonly line: LineModel | undefined;
  /** Only what moved, so that the other value keeps the form it was typed in. */
  readonly onMove: (change: Partial<PlanePoint>) => void;
  readonly onHold: () => void;
  readonly onRelease: () => void;
  readonly onGo: (point: PlanePoint) => void;
  readonly onView: (change: Partial<PlaneView>) => void;
  /** @param by 1 is nearer */
  readonly onZoom: (by: number) => void;
  readonly onPin: () => void;
  readonly onRenamePin: (id: string, name: string) => void;
  readonly onUnpin: (id: string) => void;
  readonly onTract: (tract: Tract | undefined) => void;
  readonly onEstimate: () => void;
  readonly onToggleLine: () => void;
  /** A line under the hand; it is shown from then on. */
  readonly onDragLine: (from: PlanePoint, to: PlanePoint) => void;
}
