import type { Quantity } from '../../core/units/quantity.ts';
import { decimal, hertz, seconds, short, signed } from '../components/format.ts';
import { F0_CEILING, F0_FLOOR, positionOf, type Ratio, ratioOf, type SourceFacts } from '../state/world-scale.ts';
import type { WorldParam } from '../state/world-texts.ts';
import { strings } from '../strings.ts';

/** Beyond these, in st, a change is allowed but unusual. */
const USUAL: Readonly<Record<WorldParam, number>> = { f0: 24, vtl: 8, duration: 24 };

/** What a change means in other units. */
export function meaningOf(
  param: WorldParam,
  change: Quantity | undefined,
  facts: SourceFacts,
  voiced: boolean,
): string {
  if (param === 'f0') return f0Meaning(change, facts, voiced);
  const ratio = ratioOf(param, change, facts);
  if (ratio === undefined) return strings.recipe.impossible;
  return param === 'vtl' ? vtlMeaning(ratio.value, facts.tractCm) : durationMeaning(ratio.value, facts.duration);
}

function f0Meaning(change: Quantity | undefined, facts: SourceFacts, voiced: boolean): string {
  if (!voiced) return strings.recipe.unvoiced;
  const ratio = ratioOf('f0', change, facts);
  const { meanF0 } = facts;
  if (meanF0 === undefined) return ratio === undefined || change === undefined ? '\u00a0' : f0Ratio(ratio);
  if (change === undefined) return strings.recipe.meanf0(hertz(meanF0));
  if (ratio === undefined) return strings.recipe.impossible;
  const text = strings.recipe.f0Change(
    short(ratio.value, 3),
    decimal(meanF0, meanF0 < 100 ? 1 : 0),
    hertz(meanF0 * ratio.value),
  );
  return ratio.exact ? text : strings.recipe.about(text);
}

function f0Ratio(ratio: Ratio): string {
  return strings.recipe.f0Ratio(short(ratio.value, 3));
}

function vtlMeaning(ratio: number, cm: number | undefined): string {
  if (Math.abs(ratio - 1) < 5e-4) return strings.recipe.vtlSame;
  const [value, formants] = [decimal(ratio, 3), decimal(1 / ratio, 3)];
  const text = ratio > 1 ? strings.recipe.vtlLonger(value, formants) : strings.recipe.vtlShorter(value, formants);
  if (cm === undefined) return text;
  return `${text} \u00b7 ${strings.recipe.about(`${decimal(cm, 1)} \u2192 ${decimal(cm * ratio, 1)}\u00a0cm`)}`;
}

function durationMeaning(ratio: number, duration: number): string {
  if (duration === 0) return '\u00a0';
  if (Math.abs(ratio - 1) < 5e-4) return seconds(duration);
  return strings.recipe.durationChange(short(ratio, 3), decimal(duration, 2), `${decimal(duration * ratio, 2)}\u00a0s`);
}

/** A soft note; never a refusal. */
export function cautionOf(param: WorldParam, change: Quantity | undefined, facts: SourceFacts): string | undefined {
  const position = positionOf(param, change, facts);
  if (change === undefined || position === undefined) return undefined;
  const usual = USUAL[param];
  if (Math.abs(position) > usual + 0.05) {
    if (param === 'duration') return strings.recipe.beyondUsual('\u00d70.25', '\u00d74');
    return strings.recipe.beyondUsual(signed(-usual, 0), `${signed(usual, 0)} st`);
  }
  const mean = param === 'f0' && facts.meanF0 !== undefined ? facts.meanF0 * 2 ** (position / 12) : undefined;
  if (mean !== undefined && (mean < F0_FLOOR || mean > F0_CEILING)) return strings.recipe.outsideTracker;
  return undefined;
}
