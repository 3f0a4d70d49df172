import { X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { kilohertz, length, megabytes, readable } from '../../components/format.ts';
import { later } from '../../components/later.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { Sketch } from '../../components/sketch.tsx';
import type { SoundEntry } from '../../state/app-state.ts';
import { useWorkbench } from '../../state/hooks.ts';
import type { SoundRecord } from '../../state/project-doc.ts';
import { strings } from '../../strings.ts';
import { ActionMenu, type MenuAction } from '../action-menu.tsx';

const SoundDetails = later(async () => (await import('./sound-details.tsx')).SoundDetails);
const FailedTools = later(async () => (await import('./failed-tools.tsx')).FailedTools);

export interface SoundRowProps {
  readonly entry: SoundEntry;
  readonly chosen: boolean;
  /** Its words are open to be changed. */
  readonly edited: boolean;
  readonly onEdit: (open: boolean) => void;
}

export function SoundRow({ entry, chosen, edited, onEdit }: SoundRowProps) {
  const { library } = useWorkbench();
  const anchor = useRef<HTMLSpanElement>(null);
  const { record } = entry;
  const badge = record && badgeOf(record);
  return (
    <>
      <Sketch peaks={record?.sketch} chosen={chosen} />
      <span className="sound-text" ref={anchor}>
        <span className="sound-name" title={entry.name}>
          {entry.name}
        </span>
        <Facts entry={entry} />
        {record && (record.tags.length > 0 || record.talker !== '' || badge !== undefined) ? (
          <span className="sound-tags">
            {badge === undefined ? null : <span className="tag take-tag">{strings.library.badges[badge]}</span>}
            {record.talker === '' ? null : <span className="talker">{record.talker}</span>}
            {record.tags.map((tag) => (
              <span key={tag} className="tag">
                {tag}
              </span>
            ))}
          </span>
        ) : null}
        {entry.sound?.warnings.map((warning) => (
          <span key={warning} className="sound-warning">
            {readable(warning)}
          </span>
        ))}
      </span>
      <span className="row-tools">
        {record ? <RowMenu entry={entry} onEdit={() => onEdit(true)} /> : null}
        {entry.status === 'failed' || (entry.status === 'loading' && entry.fraction === undefined) ? null : (
          <Button
            slot={null}
            className="button icon bare remove"
            aria-label={
              entry.status === 'loading' ? strings.long.stopReading(entry.name) : strings.library.remove(entry.name)
            }
            onPress={() => library.remove(entry.key)}
          >
            <X aria-hidden />
          </Button>
        )}
      </span>
      {record && edited ? (
        <SoundDetails record={record} soundKey={entry.key} anchor={anchor} onClose={() => onEdit(false)} />
      ) : null}
    </>
  );
}

function badgeOf({ take, origin }: SoundRecord): keyof typeof strings.library.badges | undefined {
  if (take) return 'take';
  return origin === 'sample' || origin === 'result' ? origin : undefined;
}

/** Everything that can be done to a sound. */
function RowMenu({ entry, onEdit }: { readonly entry: SoundEntry; readonly onEdit: () => void }) {
  const { library, recording } = useWorkbench();
  const { record } = entry;
  const t = strings.library;
  const actions: readonly MenuAction[] = [
    { id: 'details', label: t.details, keys: 'F2', run: onEdit },
    { id: 'export', label: t.exportOriginal, run: () => void library.exportOriginal(entry.key) },
    ...(record?.take ? [{ id: 'sidecar', label: t.exportSidecar, run: () => recording.exportSidecar(record) }] : []),
    { id: 'bin', label: t.toBin, keys: 'Delete', run: () => library.remove(entry.key) },
  ];
  return <ActionMenu label={t.menu(entry.name)} actions={actions} className="button icon bare remove" />;
}

function Reading({ entry: { name, file, fraction } }: { readonly entry: SoundEntry }) {
  const text = fraction === undefined ? strings.library.reading : strings.long.reading(Math.round(100 * fraction));
  return (
    <span className="sound-detail">
      {file ? `${text} \u00b7 ${megabytes(file.size)}` : text}
      <ProgressLine name={name} fraction={fraction ?? 0} />
    </span>
  );
}

function Facts({ entry }: { readonly entry: SoundEntry }) {
  if (entry.status === 'failed') {
    return (
      <>
        <span className="sound-error">{readable(entry.error?.message ?? '')}</span>
        <FailedTools entry={entry} />
      </>
    );
  }
  if (!entry.sound) return <Reading entry={entry} />;
  const { duration, sampleRate, channelCount } = entry.sound;
  const channels =
    channelCount === 1
      ? strings.library.mono
      : channelCount === 2
        ? strings.library.stereo
        : strings.library.channels(channelCount);
  return (
    <span className="sound-detail">{`${length(duration)} \u00b7 ${kilohertz(sampleRate)} \u00b7 ${channels}`}</span>
  );
}
