import { channelPatch } from './channel-patch.ts';
import { gibberish } from './gibberish.ts';
import { level } from './level.ts';
import { masker } from './masker.ts';
import { mixin } from './mixin.ts';
import type { ModuleDescriptor, Registry } from './module.ts';
import { pad } from './pad.ts';
import { ramp } from './ramp.ts';
import { slice } from './slice.ts';
import { timeReverse } from './time-reverse.ts';
import { vocoder } from './vocoder.ts';
import { world } from './world.ts';

const modules: readonly ModuleDescriptor[] = [
  channelPatch,
  gibberish,
  level,
  masker,
  mixin,
  pad,
  ramp,
  slice,
  timeReverse,
  vocoder,
  world,
];

/** Every transformation there is, in the order in which menus show them. */
export const MODULES: Registry = new Map(modules.map((module) => [module.name, module]));
