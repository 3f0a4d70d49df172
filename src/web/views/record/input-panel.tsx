import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { Segments } from '../../components/segments.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import { TitledSection } from '../../components/titled-section.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { isTaking } from '../../state/recording-state.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { useRecording } from './use-recording.ts';

const STANDARD = 'default';

/** Which microphone, and how many of its channels. */
export function InputPanel() {
  const { recording } = useWorkbench();
  const { device, channels } = useRecording((state) => state.choices);
  const devices = useRecording((state) => state.devices);
  const monitoring = useRecording((state) => state.monitoring);
  const taking = useRecording((state) => isTaking(state.phase));
  const t = deskStrings.input;
  const named = devices.filter(({ id }) => id !== STANDARD).map(({ id, name }) => ({ id, label: name }));
  return (
    <TitledSection className="record-part" title={t.title}>
      <fieldset className="record-choices" disabled={taking}>
        <ChoiceMenu
          name={t.device}
          choices={[{ id: STANDARD, label: t.standard }, ...named]}
          value={named.some(({ id }) => id === device) ? (device ?? STANDARD) : STANDARD}
          onChange={(id) => recording.choose({ device: id === STANDARD ? undefined : id })}
        />
        <Segments
          name={t.channels}
          value={channels === 1 ? 'mono' : 'stereo'}
          segments={[
            { id: 'mono', label: t.mono, name: t.mono },
            { id: 'stereo', label: t.stereo, name: t.stereo },
          ]}
          onChange={(id) => recording.choose({ channels: id === 'mono' ? 1 : 2 })}
        />
      </fieldset>
      <p className="quiet">{t.most}</p>
      <SwitchRow label={t.monitor} detail={t.monitorHelp} on={monitoring} onChange={recording.setMonitoring} />
    </TitledSection>
  );
}
