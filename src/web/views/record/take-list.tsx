import { FileJson, Play, Square, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { kilohertz, length } from '../../components/format.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Sketch } from '../../components/sketch.tsx';
import { TitledSection } from '../../components/titled-section.tsx';
import type { SoundEntry } from '../../state/app-state.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import type { SoundRecord } from '../../state/project-doc.ts';
import type { TakeFacts } from '../../state/take-facts.ts';
import { strings } from '../../strings.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { useRecording } from './use-recording.ts';

/** The takes of this lab, the newest first: sounds of the library like any other. */
export function TakeList() {
  const library = useApp((state) => state.library);
  const takes = useMemo(
    () =>
      library
        .flatMap((entry) => (entry.record?.take ? [{ entry, record: entry.record, take: entry.record.take }] : []))
        .sort((a, b) => b.record.created - a.record.created),
    [library],
  );
  return (
    <TitledSection className="takes" title={deskStrings.takes.title}>
      {takes.length === 0 ? <p className="quiet">{deskStrings.takes.none}</p> : null}
      <ol>
        {takes.map(({ entry, record, take }) => (
          <TakeRow key={entry.key} entry={entry} record={record} take={take} />
        ))}
      </ol>
    </TitledSection>
  );
}

interface TakeRowProps {
  readonly entry: SoundEntry;
  readonly record: SoundRecord;
  readonly take: TakeFacts;
}

function TakeRow({ entry, record, take }: TakeRowProps) {
  const { recording, library, navigation } = useWorkbench();
  const heard = useRecording((state) => state.heard === record.id);
  const t = deskStrings.takes;
  const { duration, sampleRate, channelCount } = record.facts;
  const channels = channelCount === 1 ? strings.library.mono : strings.library.stereo;
  return (
    <li className="take">
      <IconButton
        icon={heard ? Square : Play}
        label={heard ? t.stopListening(record.name) : t.listen(record.name)}
        bare
        onPress={() => void recording.listen(record.id)}
      />
      <Sketch peaks={record.sketch} chosen={heard} />
      <span className="take-text">
        <span className="take-name">{record.name}</span>
        <span className="sound-detail">{`${length(duration)} \u00b7 ${kilohertz(sampleRate)} \u00b7 ${channels}`}</span>
      </span>
      <span className="take-marks">
        {record.tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
        {remarks(take).map((remark) => (
          <span key={remark} className="remark">
            {remark}
          </span>
        ))}
      </span>
      <Button
        className="button"
        aria-label={t.openNamed(record.name)}
        onPress={() => {
          void library.select(entry.key);
          navigation.go('lab');
        }}
      >
        {t.open}
      </Button>
      <IconButton
        icon={FileJson}
        label={t.sidecarNamed(record.name)}
        bare
        onPress={() => recording.exportSidecar(record)}
      />
      <IconButton icon={Trash2} label={t.bin(record.name)} bare onPress={() => library.remove(entry.key)} />
    </li>
  );
}

/** What is wrong with a take, each in words. */
function remarks({ ended, gapCount, clipped }: TakeFacts): readonly string[] {
  const t = deskStrings.takes;
  return [
    ...(ended === 'stopped' ? [] : [t[ended]]),
    ...(gapCount > 0 ? [deskStrings.gaps(gapCount)] : []),
    ...(clipped > 0 ? [t.clipped(clipped)] : []),
  ];
}
