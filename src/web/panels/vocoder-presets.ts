import { PRESETS } from '../../core/modules/vocoder-frequencies.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject } from '../forms/json.ts';

/** Banks that are chosen by name. */
export const BANK_PRESETS = [
  'ci24',
  'hr90k',
  'greenwood-8',
  'greenwood-16',
  'greenwood-22',
  'log-16',
  'linear-16',
] as const;
export type BankPreset = (typeof BANK_PRESETS)[number];

/** The `f` that a preset stands for. */
export function presetValue(preset: BankPreset): JsonValue {
  if (preset === 'ci24' || preset === 'hr90k') return preset;
  const [scale = '', count = ''] = preset.split('-');
  return { fmin: 100, fmax: 8000, n: Number(count), scale };
}

/** The preset that a bank is, however it is written; undefined for one of its own. */
export function presetOf(f: JsonValue | undefined): BankPreset | undefined {
  return BANK_PRESETS.find((preset) => {
    const value = presetValue(preset);
    if (typeof value === 'string') return f === value || sameList(f, value as keyof typeof PRESETS);
    if (!isJsonObject(f) || !isJsonObject(value)) return false;
    const { scale = 'log', shift = 0, ...rest } = f;
    return JSON.stringify(sorted({ ...rest, scale })) === JSON.stringify(sorted(value)) && shift === 0;
  });
}

/** An implant's contacts in its maker's order, one per band, the lowest band first. */
export interface Contacts {
  readonly implant: keyof typeof PRESETS;
  readonly numbers: readonly number[];
}

/**
 * The contacts that a bank's bands belong to, where it is an implant's.
 * @source Cochlear counts its 22 contacts from the base (1) to the apex (22), Advanced Bionics its 16 from the apex
 */
export function contactsOf(f: JsonValue | undefined): Contacts | undefined {
  const preset = presetOf(f);
  if (preset === 'ci24') return { implant: preset, numbers: Array.from({ length: 22 }, (_, band) => 22 - band) };
  if (preset === 'hr90k') return { implant: preset, numbers: Array.from({ length: 16 }, (_, band) => band + 1) };
  return undefined;
}

function sameList(f: JsonValue | undefined, name: keyof typeof PRESETS): boolean {
  return Array.isArray(f) && JSON.stringify(f) === JSON.stringify(PRESETS[name]);
}

function sorted(object: Readonly<Record<string, JsonValue>>): [string, JsonValue][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}
