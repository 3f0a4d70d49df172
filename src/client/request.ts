import type { z } from 'zod';
import type { channelPatch } from '../core/modules/channel-patch.ts';
import type { gibberish } from '../core/modules/gibberish.ts';
import type { level } from '../core/modules/level.ts';
import type { masker } from '../core/modules/masker.ts';
import type { mixin } from '../core/modules/mixin.ts';
import type { ModuleDescriptor } from '../core/modules/module.ts';
import type { pad } from '../core/modules/pad.ts';
import type { ramp } from '../core/modules/ramp.ts';
import type { slice } from '../core/modules/slice.ts';
import type { SourceRef } from '../core/modules/source-param.ts';
import type { timeReverse } from '../core/modules/time-reverse.ts';
import type { vocoder } from '../core/modules/vocoder.ts';
import type { world } from '../core/modules/world.ts';
import type { OutputFormat, Precision } from '../core/query/query.ts';

/** Every transformation by its name; a test compares them with the registry. */
export interface Modules {
  'channel-patch': typeof channelPatch;
  gibberish: typeof gibberish;
  level: typeof level;
  masker: typeof masker;
  mixin: typeof mixin;
  pad: typeof pad;
  ramp: typeof ramp;
  slice: typeof slice;
  'time-reverse': typeof timeReverse;
  vocoder: typeof vocoder;
  world: typeof world;
}

/** `"*2"`, `"-12st"`, `"~120Hz"`; or the same in parts: unit, value, whether it is absolute. */
export type Change = string | null | { readonly u: string | null; readonly v: number; readonly '~': boolean };

/** A sound: the name of a file that the server may read, or a query. */
export type Sound = string | Query;

/** A parameter as it is written in a request: its schema's input, but for sounds and stacks, which the parser reads. */
type Written<T> = unknown extends T
  ? Change
  : [NonNullable<T>] extends [never[]]
    ? readonly Step[]
    : [NonNullable<T>] extends [SourceRef]
      ? Sound
      : [NonNullable<T>] extends [SourceRef[]]
        ? readonly string[] | Extract<T, null | undefined>
        : T;

/** A module without arguments has, as zod sees it, any of the type `never`. */
type Arguments<M> =
  M extends ModuleDescriptor<infer P>
    ? string extends keyof z.input<P>
      ? unknown
      : { readonly [K in keyof z.input<P>]: Written<z.input<P>[K]> }
    : never;

type Steps = { readonly [N in keyof Modules]: { readonly module: N } & Arguments<Modules[N]> };

/** A step of a stack: a module and its arguments. */
export type Step = Steps[keyof Modules];

/** What can be asked for as a sound: a file, several one after the other, or another query; and what is done to it. */
export interface Query {
  readonly file: Sound | readonly Sound[];
  /** Steps; or for a list of files a stack each. */
  readonly stack?: readonly (Step | readonly Step[])[];
  /** Between steps; default what the server is configured to. */
  readonly precision?: Precision;
  readonly revision?: '2025' | '2021' | 2025 | 2021;
}

/** A query whose result is a file. */
export interface Request extends Query {
  readonly output?: Partial<OutputFormat>;
  /** Hours without use after which the result may go; true and null never, false one. Default 730. */
  readonly cache?: number | boolean | null;
}
