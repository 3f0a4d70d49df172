import { Plus, X } from 'lucide-react';
import { useCallback } from 'react';
import { Button, GridList, GridListItem } from 'react-aria-components';
import { kilohertz, length, readable } from '../components/format.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Sketch } from '../components/sketch.tsx';
import type { SoundEntry } from '../state/app-state.ts';
import { useApp, usePictureRevision, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';

const SKETCH_CELLS = 21;

export interface LibraryPanelProps {
  /** A sound was chosen, or the panel is no longer wanted. */
  readonly onDone?: () => void;
}

/** The sounds of this session. */
export function LibraryPanel({ onDone }: LibraryPanelProps) {
  const { library } = useWorkbench();
  const entries = useApp((state) => state.library);
  const selected = useApp((state) => state.selected);
  const ready = entries.filter((entry) => entry.status === 'ready').map((entry) => entry.key);
  return (
    <aside
      className="library"
      id="library"
      tabIndex={-1}
      aria-label={strings.regions.library}
      onKeyDown={(event) => (event.key === 'Escape' ? onDone?.() : undefined)}
    >
      <div className="panel-head">
        <h2 className="section-title">{strings.library.title}</h2>
        <IconButton icon={Plus} label={strings.library.add} keys="Ctrl O" onPress={() => void library.choose()} />
      </div>
      <GridList
        className="sound-list"
        aria-label={strings.library.title}
        items={entries}
        dependencies={[selected]}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={selected === undefined ? [] : [selected]}
        disabledKeys={entries.map((entry) => entry.key).filter((key) => !ready.includes(key))}
        disabledBehavior="selection"
        renderEmptyState={() => <p className="quiet list-empty">{strings.library.empty}</p>}
        onSelectionChange={(keys) => {
          const entry = entries.find(({ key }) => keys !== 'all' && keys.has(key));
          if (!entry) return;
          void library.select(entry.key);
          onDone?.();
        }}
      >
        {(entry) => (
          <GridListItem key={entry.key} id={entry.key} textValue={entry.name} className={`sound ${entry.status}`}>
            <SoundRow entry={entry} chosen={entry.key === selected} onRemove={() => library.remove(entry.key)} />
          </GridListItem>
        )}
      </GridList>
      <button type="button" className="drop-hint" onClick={() => void library.choose()}>
        <span>{strings.library.drop}</span>
        <span className="drop-choose">{strings.library.choose}</span>
        <small>{strings.library.formats}</small>
      </button>
    </aside>
  );
}

interface SoundRowProps {
  readonly entry: SoundEntry;
  readonly chosen: boolean;
  readonly onRemove: () => void;
}

function SoundRow({ entry, chosen, onRemove }: SoundRowProps) {
  return (
    <>
      <SoundSketch entry={entry} chosen={chosen} />
      <span className="sound-text">
        <span className="sound-name" title={entry.name}>
          {entry.name}
        </span>
        <SoundDetail entry={entry} />
        {entry.sound?.warnings.map((warning) => (
          <span key={warning} className="sound-warning">
            {readable(warning)}
          </span>
        ))}
      </span>
      {entry.origin === 'file' && entry.status !== 'loading' ? (
        <Button
          slot={null}
          className="button icon bare remove"
          aria-label={strings.library.remove(entry.name)}
          onPress={onRemove}
        >
          <X aria-hidden />
        </Button>
      ) : null}
    </>
  );
}

function SoundDetail({ entry }: { readonly entry: SoundEntry }) {
  if (entry.status === 'failed') return <span className="sound-error">{readable(entry.error?.message ?? '')}</span>;
  if (!entry.sound) return <span className="sound-detail">{strings.library.reading}</span>;
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

function SoundSketch({ entry, chosen }: { readonly entry: SoundEntry; readonly chosen: boolean }) {
  const { pictures } = useWorkbench();
  const { sound } = entry;
  usePictureRevision((id) => id === sound?.id);
  const read = useCallback(() => {
    if (!sound) return undefined;
    return pictures.peaks(sound.id, 0, Math.max(1, Math.ceil(sound.frames / SKETCH_CELLS)));
  }, [pictures, sound]);
  return <Sketch peaks={read()} chosen={chosen} />;
}
