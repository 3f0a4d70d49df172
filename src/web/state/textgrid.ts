import type { Mark } from './marks-doc.ts';

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Marks as a TextGrid of Praat (long text format): points in a tier of their own, spans in as many tiers as it takes
 * for none to overlap. @param duration of the sound, s
 */
export function textGrid(marks: readonly Mark[], duration: number): string {
  const points = marks.filter(({ end }) => end === undefined);
  const tiers = [
    ...spanTiers(marks).map((spans, index) => intervalTier(`spans ${index + 1}`, spans, duration)),
    ...(points.length > 0 ? [pointTier('points', points, duration)] : []),
  ];
  const head = [
    'File type = "ooTextFile"',
    'Object class = "TextGrid"',
    '',
    'xmin = 0',
    `xmax = ${duration}`,
    'tiers? <exists>',
    `size = ${tiers.length}`,
    'item []:',
  ];
  const items = tiers.flatMap((tier, index) => [`    item [${index + 1}]:`, ...tier.map((line) => `        ${line}`)]);
  return `${[...head, ...items].join('\n')}\n`;
}

/** Spans that touch no other of their tier, each in the first tier that has room for it. */
function spanTiers(marks: readonly Mark[]): readonly (readonly Interval[])[] {
  const tiers: Interval[][] = [];
  for (const { name, start, end } of marks) {
    if (end === undefined) continue;
    const tier = tiers.find((spans) => (spans.at(-1)?.to ?? 0) <= start);
    const span = { from: start, to: end, text: name };
    if (tier) tier.push(span);
    else tiers.push([span]);
  }
  return tiers;
}

/** A tier of intervals has no gaps: what is between two spans is an interval without a name. */
function intervalTier(name: string, spans: readonly Interval[], duration: number): readonly string[] {
  const whole: Interval[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.from > at) whole.push({ from: at, to: span.from, text: '' });
    whole.push(span);
    at = span.to;
  }
  if (at < duration) whole.push({ from: at, to: duration, text: '' });
  const lines = whole.flatMap(({ from, to, text }, index) => [
    `intervals [${index + 1}]:`,
    `    xmin = ${from}`,
    `    xmax = ${to}`,
    `    text = ${quoted(text)}`,
  ]);
  return [...tierHead('IntervalTier', name, duration), `intervals: size = ${whole.length}`, ...lines];
}

function pointTier(name: string, points: readonly Mark[], duration: number): readonly string[] {
  const lines = points.flatMap((point, index) => [
    `points [${index + 1}]:`,
    `    number = ${point.start}`,
    `    mark = ${quoted(point.name)}`,
  ]);
  return [...tierHead('TextTier', name, duration), `points: size = ${points.length}`, ...lines];
}

function tierHead(kind: string, name: string, duration: number): readonly string[] {
  return [`class = "${kind}"`, `name = ${quoted(name)}`, 'xmin = 0', `xmax = ${duration}`];
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll(/\s+/g, ' ')}"`;
}
