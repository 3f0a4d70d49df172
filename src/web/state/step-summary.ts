import { MODULES } from '../../core/modules/registry.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { isJsonObject } from '../forms/json.ts';
import { readFields } from '../forms/read-fields.ts';
import { printText } from '../forms/values.ts';
import { nestedStrings } from '../strings-nested.ts';
import type { RecipeStep } from './recipe-doc.ts';

const PARTS = 3;

/** A step in a line: what was given, as it was given. */
export function stepSummary({ module, params }: RecipeStep, nameOf: (sound: string) => string): string {
  if (module === 'vocoder') return vocoderSummary(params);
  const descriptor = MODULES.get(module);
  if (descriptor === undefined) return '';
  const parts = readFields(descriptor).flatMap(({ key, label, unit, spec }) => {
    const value = params[key];
    if (value === undefined || value === null || value === '') return [];
    if (spec.kind === 'source') return [typeof value === 'string' ? nameOf(value) : nestedStrings.title];
    if (Array.isArray(value) && spec.kind === 'json') return [`${label} (${value.length})`];
    if (isJsonObject(value) || spec.kind === 'json') return [label];
    if (spec.kind === 'sources') return [`${Array.isArray(value) ? value.length : 1} ${label.toLowerCase()}`];
    if (spec.kind === 'quantity') return [`${label} ${minus(printText(value))}`];
    if (spec.kind === 'switch') return value === true ? [label] : [];
    return [`${label} ${minus(printText(value))}${unit === undefined || spec.kind === 'choice' ? '' : ` ${unit}`}`];
  });
  return parts.slice(0, PARTS).join(' \u00b7 ');
}

function vocoderSummary(params: RecipeStep['params']): string {
  const { analysis_filters: bank, synthesis } = params;
  const parts: string[] = [];
  if (isJsonObject(bank)) parts.push(...bandsSummary(bank['f']));
  if (isJsonObject(synthesis)) parts.push(printText(synthesis['carrier']));
  return parts.filter(Boolean).join(' \u00b7 ');
}

function bandsSummary(f: JsonValue | undefined): string[] {
  if (typeof f === 'string') return [f];
  if (Array.isArray(f)) return [`${f.length - 1} bands`];
  if (!isJsonObject(f)) return [];
  return [
    `${printText(f['n'])} bands`,
    `${printText(f['scale'] ?? 'log')} ${printText(f['fmin'])}\u2013${printText(f['fmax'])} Hz`,
  ];
}

function minus(text: string): string {
  return text.replace(/^-/, '\u2212');
}
