import { Label, Text, TextArea, TextField } from 'react-aria-components';
import { TitledSection } from '../../components/titled-section.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { promptsOf } from '../../state/recording-state.ts';
import { takeName } from '../../state/take-names.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { PlainField } from '../sets/plain-field.tsx';
import { useRecording } from './use-recording.ts';

/** How takes are called, who speaks, and what is to be read. */
export function NamesPanel() {
  const { recording } = useWorkbench();
  const choices = useRecording((state) => state.choices);
  const t = deskStrings.names;
  return (
    <TitledSection className="record-part" title={t.title}>
      <PlainField label={t.talker} value={choices.talker} onChange={(talker) => recording.choose({ talker })} />
      <PlainField
        label={t.pattern}
        value={choices.pattern}
        help={t.patternHelp}
        onChange={(pattern) => recording.choose({ pattern })}
      />
      <NextName />
      <TextField className="plain-field" value={choices.prompts} onChange={(prompts) => recording.choose({ prompts })}>
        <Label className="plain-label">{t.prompts}</Label>
        <TextArea className="field prompts" rows={4} spellCheck={false} />
        <Text slot="description" className="plain-help">
          {t.promptsHelp}
        </Text>
      </TextField>
    </TitledSection>
  );
}

function NextName() {
  const choices = useRecording((state) => state.choices);
  const prompt = useRecording((state) => state.prompt);
  const library = useApp((state) => state.library);
  const bin = useApp((state) => state.bin);
  const taken = new Set([...library, ...bin].map(({ name }) => name));
  const words = { prompt: promptsOf(choices)[prompt] ?? '', talker: choices.talker, now: Date.now() };
  return <p className="quiet">{deskStrings.names.next(takeName(choices.pattern, words, taken))}</p>;
}
