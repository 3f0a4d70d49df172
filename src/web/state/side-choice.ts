import type { Levels, SoundShape } from '../services/engine-client.ts';

/** What is to be heard as a side in the place of source or result. */
export type SideChoice =
  /** A sound of the library. */
  | { readonly kind: 'sound'; readonly key: string }
  /** The recipe up to a step. */
  | { readonly kind: 'step'; readonly step: string }
  /** The recipe with f0 and VTL of a pin in a `world` step. */
  | { readonly kind: 'pin'; readonly pin: string; readonly step: string }
  /** A row of the set, by its name. */
  | { readonly kind: 'row'; readonly row: string };

/** A sound that a side is. */
export interface SideSound {
  /** Of the engine. */
  readonly id: string;
  readonly shape: SoundShape;
  readonly levels: Levels;
}

export interface OtherSide {
  readonly choice: SideChoice;
  /** For people. */
  readonly name: string;
  /** Its instants lie where the source's do, stretched evenly; else it begins with the source. */
  readonly keepsTime: boolean;
  /** It is made of a recipe that has a problem, once that is mended. */
  readonly waits?: boolean;
  /** Undefined until it is made: until then the side is what it always is. */
  readonly sound: SideSound | undefined;
}
