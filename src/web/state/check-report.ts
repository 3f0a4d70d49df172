import { kilohertz, short } from '../components/format.ts';
import type { LoadedSound } from '../services/engine-client.ts';
import type { CheckReport, SourceCheck } from '../services/provenance-client.ts';
import { engineStrings } from '../strings-engine.ts';
import { checkStrings } from '../strings-provenance.ts';
import type { CheckState } from './checking.ts';

export interface CheckStep {
  readonly id: 'readable' | 'recipe' | 'engine' | 'sources' | 'rebuilt' | 'compared';
  readonly text: string;
  readonly state: 'done' | 'working' | 'waiting' | 'problem';
}

type StepState = CheckStep['state'];

/** The steps of a check, ticked as far as it has come. */
export function checkSteps({ checked, status, fraction, report }: CheckState): readonly CheckStep[] {
  const t = checkStrings.steps;
  const kind = report?.verdict.kind;
  const running = status === 'working';
  const readable: StepState = status === 'failed' ? 'problem' : 'done';
  const after = (state: StepState): StepState => (report ? state : 'waiting');
  const stopped = kind === 'source-differs' || kind === 'recipe-not-understood';
  const rebuilt = stopped ? 'waiting' : running ? 'working' : after('done');
  const begun = running && fraction > 0;
  const texts = {
    readable: t.readable[checked?.kind ?? 'link'],
    recipe: t.recipe,
    engine: report && !report.engine.same ? t.otherEngine : t.engine,
    sources: t.sources,
    rebuilt: t.rebuilt,
    compared: t.compared,
  };
  const states: Record<CheckStep['id'], StepState> = {
    readable,
    recipe: kind === 'recipe-not-understood' ? 'problem' : begun ? 'done' : after('done'),
    engine: report && !report.engine.same ? 'problem' : after('done'),
    sources:
      kind === 'source-differs'
        ? 'problem'
        : kind === 'recipe-not-understood'
          ? 'waiting'
          : begun
            ? 'done'
            : after('done'),
    rebuilt,
    compared: stopped ? 'waiting' : after(kind === 'identical' ? 'done' : 'problem'),
  };
  return (Object.keys(texts) as CheckStep['id'][]).map((id) => ({ id, text: texts[id], state: states[id] }));
}

/** The verdict in words: what it is, and what follows from it. */
export function verdictTexts({ verdict, sources, engine }: CheckReport): readonly string[] {
  const t = checkStrings;
  switch (verdict.kind) {
    case 'identical':
      return [t.identical[verdict.same], ...(sources.some(({ kind }) => kind === 'same-samples') ? [t.container] : [])];
    case 'source-differs':
      return [t.sourceDiffers(sources.filter(({ kind }) => kind === 'missing').length)];
    case 'recipe-not-understood':
      return [verdict.error.message];
    default: {
      const { difference } = verdict;
      const text = verdict.kind === 'differs' ? t.differs[verdict.of] : t.engineDiffers;
      const advice = verdict.kind === 'differs' ? [] : [engineAdvice(engine)];
      if (!difference) return [text, ...advice];
      const { firstFrame, samples, largest, snrDb } = difference;
      return [text, t.difference(String(firstFrame), String(samples), largest, snrDb?.toFixed(1)), ...advice];
    }
  }
}

/** Which engine is here, which one is wanted, and what can be done. */
export function engineAdvice({ theirs, ours }: CheckReport['engine']): string {
  // Its id, and behind a comma what its kernels are.
  const isSameId = theirs.split(',')[0] === ours.split(',')[0];
  return isSameId ? engineStrings.otherBuild(theirs, ours) : engineStrings.other(theirs, ours);
}

export function sourceText(source: SourceCheck): string {
  const { kind, name = '', called, id, frames, sampleRate, channels } = source;
  const t = checkStrings;
  if (kind === 'same-file') return t.sourceFound(name);
  if (kind === 'same-samples') return t.sourceSame(name);
  const format =
    frames === undefined || sampleRate === undefined
      ? []
      : [t.sourceFormat(short(frames, 0), kilohertz(sampleRate), channels ?? 1)];
  const calls = called === undefined ? [] : [t.sourceCalled(called)];
  return [t.sourceMissing, ...calls, ...format, t.content(id)].join(' \u00b7 ');
}

/** A sound that was chosen as a source and is none, to be laid beside what is asked for. */
export function unfitText({ name, frames, sampleRate, channelCount, id }: LoadedSound): string {
  const t = checkStrings;
  const format = t.sourceFormat(short(frames, 0), kilohertz(sampleRate), channelCount);
  return [t.unfit(name), format, t.content(id)].join(' \u00b7 ');
}

/** The whole report as lines, to be sent or kept. */
export function reportText(report: CheckReport): string {
  const t = checkStrings;
  const { verdict, sources, engine, expected, rebuilt } = report;
  const lines = [
    `${t.verdicts[verdict.kind]}. ${verdictTexts(report).join(' ')}`,
    ...sources.map((source, index) => `${t.source(index + 1)}: ${sourceText(source)}`),
    `${engine.same ? t.steps.engine : t.steps.otherEngine}: ${t.engineOurs(engine.theirs, engine.ours)}`,
    ...(expected === undefined ? [] : [`${t.digest}: ${t.expected(expected)}`]),
    ...(rebuilt === undefined ? [] : [`${t.digest}: ${t.rebuilt(rebuilt)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
