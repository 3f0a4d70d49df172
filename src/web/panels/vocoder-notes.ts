import type { VocoderParams } from '../../core/modules/vocoder-params.ts';
import type { BankShape, VocoderShape } from '../../core/modules/vocoder-shape.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { decimal } from '../components/format.ts';
import { placeOf } from '../layers/axis.ts';
import { vocoderStrings } from '../strings-vocoder.ts';
import { type BankKey, bankShape, shapeOfMethod, shapeOfOrder } from './vocoder-bank.ts';
import { shiftBank, shiftOf, tidyHertz } from './vocoder-edges.ts';

/** Something to know about a vocoder, and what can be done about it. */
export interface VocoderNote {
  readonly id: string;
  /** A problem keeps the recipe from being rendered. */
  readonly isProblem: boolean;
  readonly text: string;
  readonly fix?: VocoderFix;
  /** Another way. */
  readonly other?: VocoderFix;
}

export interface VocoderFix {
  readonly label: string;
  readonly path: readonly string[];
  readonly value: JsonValue;
}

export interface NoteFacts {
  readonly given: VocoderParams;
  /** As it is written. */
  readonly f: JsonValue | undefined;
  readonly bank: BankKey;
  readonly shape: VocoderShape;
  /** Of the source, Hz. */
  readonly meanF0: number | undefined;
  readonly silent?: SilentBands | undefined;
}

/** Bands in which there is nothing where one looks. */
export interface SilentBands {
  /** From 1 on. */
  readonly bands: readonly number[];
  /** What was looked at is what the vocoder gets; else steps before it may change that. */
  readonly isInput: boolean;
}

const t = vocoderStrings.notes;

/** Problems first. */
export function vocoderNotes(facts: NoteFacts): readonly VocoderNote[] {
  const all = [
    ...placeNotes(facts),
    doubled(facts),
    halfOrder(facts),
    cutOff(facts),
    periodicity(facts),
    silence(facts),
  ];
  return all.filter((note) => note !== undefined);
}

/** Bands that the sound has not. */
function placeNotes({ shape, bank, f }: NoteFacts): readonly VocoderNote[] {
  const { edges } = bankShape(shape, bank);
  const top = shape.sampleRate / 2;
  const [lowest = 0, highest = 0] = [edges[0], edges.at(-1)];
  const path = [bank, 'f'];
  const shift = shiftOf(f) ?? 0;
  if (lowest <= 0) {
    const fit = Math.ceil((shift - placeOf(lowest) + 0.1) * 10) / 10;
    const value = shiftBank(f ?? null, fit);
    const fix = value === undefined ? {} : { fix: { label: t.shiftBy(decimal(fit, 1)), path, value } };
    return [{ id: 'below', isProblem: true, text: t.belowZero(decimal(fit, 1)), ...fix }];
  }
  if (highest < top) return [];
  const inside = edges.filter((edge) => edge < top);
  const out = edges.length - inside.length;
  const band = Math.max(inside.length, 1);
  const text = t.aboveTop(band, decimal(edges[band] ?? highest, 0), decimal(top, 0), String(shape.sampleRate));
  const list = inside.map(tidyHertz);
  const fix = inside.length < 2 ? {} : { fix: { label: t.drop(out), path, value: list } };
  // So far that the highest edge lies a tenth of a millimetre below what the sound has.
  const fit = Math.floor((shift - placeOf(highest) + placeOf(top) - 0.1) * 10) / 10;
  const shifted = shift > 0 ? shiftBank(f ?? null, fit) : undefined;
  const other = shifted === undefined ? {} : { other: { label: t.shiftBy(decimal(fit, 1)), path, value: shifted } };
  return [{ id: 'above', isProblem: true, text, ...fix, ...other }];
}

function doubled({ given, bank }: NoteFacts): VocoderNote | undefined {
  const { filter_before: before, filter_after: after } = given.synthesis;
  if (!before || !after) return undefined;
  const { slope, edge } = shapeOfMethod(given, bank);
  const fix = { label: t.onlyAfter, path: ['synthesis', 'filter_before'], value: false };
  return { id: 'double', isProblem: false, text: t.double(decimal(2 * slope, 0), decimal(2 * edge, 0)), fix };
}

function halfOrder({ given, bank }: NoteFacts): VocoderNote | undefined {
  const { design, order, slope, total } = shapeOfMethod(given, bank);
  if (design === 'band-pass' || total === 1) return undefined;
  const next = total + total / order;
  const even = shapeOfOrder(given, bank, next);
  const steeper = even.slope < slope ? t.steeper(next, decimal(even.slope, 0)) : '';
  return { id: 'odd', isProblem: false, text: `${t.oddHalf(total, order, decimal(slope, 0))}${steeper}.` };
}

/** Modulations that the low-pass would let through and the band does not. */
function cutOff({ given, shape }: NoteFacts): VocoderNote | undefined {
  const { envelope } = given;
  if (envelope.method !== 'low-pass') return undefined;
  const list = typeof envelope.fc === 'number' ? [envelope.fc] : envelope.fc;
  const narrow = widths(shape.analysis).flatMap((width, band) => {
    const fc = list[band % list.length] ?? 0;
    return fc > width / 2 ? [{ band: band + 1, width }] : [];
  });
  const [first] = narrow;
  if (!first) return undefined;
  const text = t.narrow(first.band, decimal(first.width, 0), decimal(first.width / 2, 0), narrow.length - 1);
  return { id: 'cut-off', isProblem: false, text };
}

function periodicity({ given, meanF0 }: NoteFacts): VocoderNote | undefined {
  const { envelope, synthesis } = given;
  if (envelope.method !== 'low-pass' || synthesis.carrier !== 'sin' || meanF0 === undefined) return undefined;
  const highest = typeof envelope.fc === 'number' ? envelope.fc : Math.max(...envelope.fc);
  if (highest <= meanF0 / 2) return undefined;
  return { id: 'f0', isProblem: false, text: t.periodicity(decimal(highest, 0), decimal(meanF0, 0)) };
}

/** Numbers that are named; of more only how many there are. */
const NAMED = 6;

function silence({ silent }: NoteFacts): VocoderNote | undefined {
  if (!silent || silent.bands.length === 0) return undefined;
  const named = silent.bands.slice(0, NAMED).map(String);
  const more = silent.bands.length - named.length;
  const text = t.silent(more > 0 ? [...named, t.more(more)] : named, silent.isInput);
  return { id: 'silent', isProblem: false, text };
}

function widths({ edges }: BankShape): number[] {
  return edges.slice(1).map((high, band) => high - (edges[band] ?? 0));
}
