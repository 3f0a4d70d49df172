import { type ReactNode, useMemo } from 'react';
import { CLIP_POLICIES, LEVEL_POLICIES, SOURCE_POLICIES } from '../../../core/sets/policies.ts';
import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { decimal } from '../../components/format.ts';
import { TitledSection } from '../../components/titled-section.tsx';
import { usualOutput, waysToWrite } from '../../forms/output-choices.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { meanLevelOf } from '../../state/set-count.ts';
import { detailsOf, type SetDetails, withDetails } from '../../state/set-details.ts';
import { strings } from '../../strings.ts';
import { setDetailStrings as t } from '../../strings-set-details.ts';
import { FORMAT_CHOICES, wayLabel, wayName } from '../output-names.ts';
import { useSets, useSetsNow } from './use-sets.ts';

const LEVELS = LEVEL_POLICIES.map((id) => ({ id, label: t.levelChoices[id], detail: t.levelDetails[id] }));
const CLIPS = CLIP_POLICIES.map((id) => ({ id, label: t.clips[id], detail: t.clipDetails[id] }));
const SOURCES = SOURCE_POLICIES.map((id) => ({ id, label: t.sourceChoices[id], detail: t.sourceDetails[id] }));

/** How sounds are written, how loud they are, what becomes of those that would clip, and what goes with them. */
export function SetOutput() {
  const { sets } = useWorkbench();
  const draft = useSetsNow((state) => state.draft);
  const sampleRate = useApp(({ source }) => source?.sound.sampleRate ?? 44100);
  if (!draft) return null;
  const { levels, clip, sourceFiles, output } = detailsOf(draft);
  const change = (details: Partial<SetDetails>) => sets.change(withDetails(draft, details));
  const ways = waysToWrite(output, sampleRate);
  const choices = ways.map((way) => ({ id: wayName(way), label: wayName(way) }));
  const choose = (name: string) => {
    const way = ways.find((one) => wayName(one) === name);
    if (way) change({ output: way });
  };
  return (
    <TitledSection className="set-output" title={t.title}>
      <Labelled label={t.format}>
        <ChoiceMenu
          name={strings.export.formatMenu}
          choices={FORMAT_CHOICES}
          value={output.format}
          onChange={(format) => change({ output: usualOutput(format) })}
        />
        <ChoiceMenu name={wayLabel(output)} choices={choices} value={wayName(output)} onChange={choose} />
      </Labelled>
      <Labelled label={t.levels}>
        <ChoiceMenu name={t.levels} choices={LEVELS} value={levels} onChange={(policy) => change({ levels: policy })} />
      </Labelled>
      {levels === 'mean' ? <MeanHelp /> : null}
      <Labelled label={t.clip}>
        <ChoiceMenu name={t.clip} choices={CLIPS} value={clip} onChange={(policy) => change({ clip: policy })} />
      </Labelled>
      <Labelled label={t.sources}>
        <ChoiceMenu
          name={t.sources}
          choices={SOURCES}
          value={sourceFiles}
          onChange={(policy) => change({ sourceFiles: policy })}
        />
      </Labelled>
    </TitledSection>
  );
}

/** What the mean is of, and how much it is so far. */
function MeanHelp() {
  const rows = useSets(({ plan }) => plan.rows);
  const rendered = useSets((state) => state.rows);
  const mean = useMemo(() => meanLevelOf(rows, rendered), [rows, rendered]);
  const now = mean && t.meanNow(decimal(mean.rmsDbfs, 1), mean.count, rows.length);
  return <p className="plain-help">{[t.meanHelp, now].filter((text) => text !== undefined).join(' ')}</p>;
}

/** The buttons say their own names. */
function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="set-choice">
      <span className="plain-label" aria-hidden>
        {label}
      </span>
      <div className="set-choice-buttons">{children}</div>
    </div>
  );
}
