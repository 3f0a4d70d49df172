import type { JsonValue } from '../../core/query/query.ts';
import { vocoderStrings } from '../strings-vocoder.ts';
import type { VocoderNote } from './vocoder-notes.ts';

const t = vocoderStrings.faults;

/** What stands at a place, also where it was refused. */
type Given = (path: readonly string[]) => JsonValue | undefined;

/** What keeps arguments from being understood, with what would put it right. */
export function vocoderFaults(value: Given): readonly VocoderNote[] {
  return [
    ...(['analysis_filters', 'synthesis_filters'] as const).flatMap((bank) => evenOrder(value, bank)),
    ...lowPassOrder(value),
    ...spreadCarrier(value),
  ];
}

function evenOrder(value: Given, bank: string): readonly VocoderNote[] {
  if (value([bank, 'method', 'zero-phase']) !== true) return [];
  const path = [bank, 'method', 'order'];
  return oddOrder(value(path), path, t.zeroPhase);
}

function lowPassOrder(value: Given): readonly VocoderNote[] {
  if (value(['envelope', 'method']) !== 'low-pass') return [];
  return oddOrder(value(['envelope', 'order']), ['envelope', 'order'], t.lowPass);
}

function oddOrder(
  order: JsonValue | undefined,
  path: readonly string[],
  text: (order: number) => string,
): readonly VocoderNote[] {
  if (typeof order !== 'number' || order % 2 !== 1) return [];
  const use = (even: number) => ({ label: t.use(String(even)), path, value: even });
  const up = use(order + 1);
  const note = { id: path.join('.'), isProblem: true, text: text(order) };
  return order === 1 ? [{ ...note, fix: up }] : [{ ...note, fix: use(order - 1), other: up }];
}

function spreadCarrier(value: Given): readonly VocoderNote[] {
  const carrier = value(['synthesis', 'carrier']);
  const given = value(['envelope', 'modifiers']);
  const hasSpread = given === 'spread' || (Array.isArray(given) && given.includes('spread'));
  if (!hasSpread || carrier === 'sin') return [];
  const fix = { label: t.useSine, path: ['synthesis', 'carrier'], value: 'sin' };
  const other = { label: t.removeSpread, path: ['envelope', 'modifiers'], value: null };
  return [{ id: 'spread', isProblem: true, text: t.spread, fix, other }];
}
