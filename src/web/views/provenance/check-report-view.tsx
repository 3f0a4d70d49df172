import { Play, Square } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useStore } from 'zustand';
import type { LoadedSound } from '../../services/engine-client.ts';
import type { CheckReport } from '../../services/provenance-client.ts';
import { reportText, sourceText, unfitText, verdictTexts } from '../../state/check-report.ts';
import { useApp, useAudition, useWorkbench } from '../../state/hooks.ts';
import { engineStrings } from '../../strings-engine.ts';
import { checkStrings } from '../../strings-provenance.ts';
import { DifferencePicture } from './difference-picture.tsx';

interface CheckReportViewProps {
  readonly report: CheckReport;
  readonly unfit: readonly LoadedSound[];
}

/** The verdict first, then why. */
export function CheckReportView({ report, unfit }: CheckReportViewProps) {
  const { check, take } = useWorkbench();
  const playing = useAudition();
  const checked = useStore(check.store, (state) => state.checked);
  const { verdict, sources, engine, expected, rebuilt, result } = report;
  const newer = useApp((state) => state.offline.update) && verdict.kind === 'engine-differs';
  const t = checkStrings;
  const difference = 'difference' in verdict ? verdict.difference : undefined;
  return (
    <>
      <div className={verdict.kind === 'identical' ? 'verdict same' : 'verdict problem'}>
        <strong>{t.verdicts[verdict.kind]}</strong>
        {verdictTexts(report).map((text) => (
          <p key={text}>{text}</p>
        ))}
        {newer ? <p>{engineStrings.newer}</p> : null}
        {verdict.kind === 'source-differs' ? (
          <Button className="button primary" onPress={() => void check.choose()}>
            {t.chooseSource}
          </Button>
        ) : null}
      </div>
      {difference && difference.largest > 0 && result && checked?.kind === 'file' ? (
        <DifferencePicture file={checked.id} rebuilt={result} difference={difference} />
      ) : null}
      <dl className="report">
        {sources.map((source, index) => (
          <div key={source.id}>
            <dt>{t.source(index + 1)}</dt>
            <dd>{sourceText(source)}</dd>
          </div>
        ))}
        {unfit.map((sound) => (
          <div key={`unfit ${sound.id}`}>
            <dt>{t.chosen}</dt>
            <dd>{unfitText(sound)}</dd>
          </div>
        ))}
        <div>
          <dt>{engine.same ? t.steps.engine : t.steps.otherEngine}</dt>
          <dd>{engine.same ? engine.ours : t.engineOurs(engine.theirs, engine.ours)}</dd>
        </div>
        {rebuilt === undefined ? null : (
          <div>
            <dt>{t.digest}</dt>
            <dd className="mono">
              {expected === undefined || expected === rebuilt
                ? rebuilt
                : `${t.expected(expected)}, ${t.rebuilt(rebuilt)}`}
            </dd>
          </div>
        )}
      </dl>
      <div className="screen-actions">
        {result === undefined ? null : (
          <Button className="button" onPress={() => void check.hear()}>
            {playing ? <Square aria-hidden /> : <Play aria-hidden />}
            {playing ? t.stop : t.play}
          </Button>
        )}
        <Button className="button" onPress={() => void take.copy(reportText(report), t.reportCopied)}>
          {t.copyReport}
        </Button>
        <Button className="button" onPress={() => void take.copy(JSON.stringify(report, undefined, 2), t.reportCopied)}>
          {t.copyJson}
        </Button>
        <Button className="button" onPress={check.clear}>
          {t.clear}
        </Button>
      </div>
    </>
  );
}
