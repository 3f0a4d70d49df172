import type { ModuleDescriptor, Registry } from './module.ts';
import { world } from './world.ts';

const modules: readonly ModuleDescriptor[] = [world];

/** Every transformation there is, in the order in which menus show them. */
export const MODULES: Registry = new Map(modules.map((module) => [module.name, module]));
