import { z } from 'zod';
import { MODULES } from '../../core/modules/registry.ts';
import type { JsonValue } from '../../core/query/query.ts';
import type { JsonObject } from '../forms/json.ts';
import { initialParams, readFields } from '../forms/read-fields.ts';
import { presetStrings } from '../strings-presets.ts';

/** One's own, as it is kept. */
export const presetSchema = z.object({
  id: z.string().min(1),
  module: z.string(),
  name: z.string(),
  params: z.record(z.string(), z.json()),
});

/** Values for a step of one module, with a name. */
export interface Preset {
  readonly id: string;
  readonly module: string;
  readonly name: string;
  readonly params: JsonObject;
  /** Where the values come from; somebody's own have none. */
  readonly source?: string;
}

/** As much of a step as a preset is about. */
interface Valued {
  readonly module: string;
  readonly params: JsonObject;
}

const names = presetStrings.factory;
const METHOD = { family: 'butterworth', order: 8, 'zero-phase': true };

function bank(n: number): JsonValue {
  return { f: { scale: 'greenwood', fmin: 100, fmax: 8000, n }, method: METHOD };
}

const ENVELOPE = { method: 'low-pass', rectify: 'half-wave', order: 2, fc: 160 };

const BY_MODULE: Readonly<Record<string, readonly (readonly [keyof typeof names, JsonObject])[]>> = {
  world: [
    ['habit', { f0: '-12st', vtl: '+3.8st' }],
    ['womanToMan', { f0: '-9.1st', vtl: '+2.6st' }],
    ['manToWoman', { f0: '+9.1st', vtl: '-2.6st' }],
    ['manToChild', { f0: '+12st', vtl: '-5.2st' }],
    ['slower', { duration: '*1.25' }],
  ],
  vocoder: [
    ['noise8', { analysis_filters: bank(8), envelope: ENVELOPE, synthesis: { carrier: 'noise' } }],
    ['noise16', { analysis_filters: bank(16), envelope: ENVELOPE, synthesis: { carrier: 'noise' } }],
    ['sine8', { analysis_filters: bank(8), envelope: ENVELOPE, synthesis: { carrier: 'sin' } }],
    ['ci24', { analysis_filters: { f: 'ci24', method: METHOD }, envelope: ENVELOPE, synthesis: { carrier: 'noise' } }],
    [
      'hr90k',
      { analysis_filters: { f: 'hr90k', method: METHOD }, envelope: ENVELOPE, synthesis: { carrier: 'noise' } },
    ],
  ],
  masker: [
    ['snr0', { snr: 0 }],
    ['snrLow', { snr: -6, lead: 0.5, tail: 0.25 }],
    ['contralateral', { snr: 0, targetEar: 'right', maskerEar: 'left' }],
  ],
  level: [
    ['rms25', { rms: -25 }],
    ['minus6', { gain: -6 }],
  ],
  ramp: [
    ['ramp10', { duration: 0.01 }],
    ['ramp50', { duration: 0.05 }],
  ],
  pad: [['pad500', { before: 0.5, after: 0.5 }]],
};

/** Presets that come with the page. */
export const FACTORY_PRESETS: readonly Preset[] = Object.entries(BY_MODULE).flatMap(([module, presets]) =>
  presets.map(([id, params]) => ({ id: `${module}/${id}`, module, params, ...names[id] })),
);

/** Those of a module, the page's own first. */
export function presetsFor(module: string, own: readonly Preset[]): readonly Preset[] {
  return [...FACTORY_PRESETS, ...own].filter((preset) => preset.module === module);
}

/** Contours that were edited by hand belong to one sound. */
const OF_ONE_SOUND = ['edits'];

/** Which sounds a step takes, and what belongs to one sound, is no part of a preset. */
function soundKeys(module: string): ReadonlySet<string> {
  const descriptor = MODULES.get(module);
  const fields = descriptor ? readFields(descriptor) : [];
  const sounds = fields.filter(({ spec }) => spec.kind === 'source' || spec.kind === 'sources').map(({ key }) => key);
  return new Set([...sounds, ...OF_ONE_SOUND]);
}

function only(params: JsonObject, keep: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(params).filter(([key]) => keep(key)));
}

/** What a preset keeps of a step. */
export function presetParams({ module, params }: Valued): JsonObject {
  const sounds = soundKeys(module);
  return only(params, (key) => !sounds.has(key));
}

/** A step's values with a preset's; its sounds stay. Undefined is the module's defaults. */
export function withPreset(step: Valued, preset: Preset | undefined): JsonObject {
  const sounds = soundKeys(step.module);
  const descriptor = MODULES.get(step.module);
  const params = preset?.params ?? (descriptor ? initialParams(descriptor) : {});
  return { ...only(params, (key) => !sounds.has(key)), ...only(step.params, (key) => sounds.has(key)) };
}

/** Whether a step says something else than the preset that it had last. */
export function isChangedSince(step: Valued, preset: Preset): boolean {
  return sorted(presetParams(step)) !== sorted(presetParams(preset));
}

function sorted(value: JsonValue): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const NONE: readonly Preset[] = [];

interface Kept {
  readonly presets?: readonly Preset[];
}

export function ownPresets({ presets = NONE }: Kept): readonly Preset[] {
  return presets;
}

/** The preset that a step had last, while there is one. */
export function presetOfStep(
  doc: Kept,
  { module, preset }: { readonly module: string; readonly preset?: string },
): Preset | undefined {
  return preset === undefined ? undefined : presetsFor(module, ownPresets(doc)).find(({ id }) => id === preset);
}
