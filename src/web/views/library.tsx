import { PanelLeftClose, Search, X } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { IconButton } from '../components/icon-button.tsx';
import { later } from '../components/later.tsx';
import { RowList } from '../components/row-list.tsx';
import { useApp, useShell, useWorkbench } from '../state/hooks.ts';
import { readSearch } from '../state/sound-search.ts';
import { strings } from '../strings.ts';
import { panelStrings } from '../strings-panels.ts';
import { LibraryMenu } from './library/library-menu.tsx';
import { SoundRow } from './library/sound-row.tsx';
import { useKeyLabel } from './use-keys.ts';

const BinPanel = later(async () => (await import('./library/bin-panel.tsx')).BinPanel);

export interface LibraryPanelProps {
  /** A sound was chosen, or the panel is no longer wanted. */
  readonly onDone?: () => void;
  /** Where the panel can be folded away. */
  readonly onFold?: () => void;
}

/** The sounds of this lab, and the bin behind them. */
export function LibraryPanel({ onDone, onFold }: LibraryPanelProps) {
  const { library, shell } = useWorkbench();
  const text = useShell((state) => state.search);
  const setText = (search: string) => shell.set({ search });
  const inBin = useShell((state) => state.bin);
  const setInBin = (bin: boolean) => shell.set({ bin });
  return (
    <aside
      className="library"
      id="library"
      data-scope="library"
      tabIndex={-1}
      aria-label={strings.regions.library}
      onKeyDown={(event) => (event.key === 'Escape' && !event.defaultPrevented ? onDone?.() : undefined)}
    >
      {inBin ? (
        <BinPanel onBack={() => setInBin(false)} />
      ) : (
        <>
          <div className="panel-head">
            <h2 className="section-title">{strings.library.title}</h2>
            <LibraryMenu onBin={() => setInBin(true)} />
            {onFold ? <FoldButton onFold={onFold} /> : null}
          </div>
          <SoundSearch text={text} onText={setText} />
          <SoundList text={text} onClear={() => setText('')} onDone={onDone} />
          <button type="button" className="drop-hint" onClick={() => void library.choose()}>
            <span>{strings.library.drop}</span>
            <span className="drop-choose">{strings.library.choose}</span>
            <small>{strings.library.formats}</small>
          </button>
        </>
      )}
    </aside>
  );
}

function FoldButton({ onFold }: { readonly onFold: () => void }) {
  const keys = useKeyLabel('panel.library');
  return <IconButton icon={PanelLeftClose} label={panelStrings.hide.library} keys={keys} bare onPress={onFold} />;
}

/** A plain field: the library's one brings its completion, too, which nothing here has. */
function SoundSearch({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || text === '') return;
    event.preventDefault();
    event.stopPropagation();
    onText('');
  };
  const clear = () => {
    onText('');
    field.current?.focus();
  };
  return (
    <div className="sound-search">
      <Search aria-hidden />
      <input
        ref={field}
        id="sound-search"
        type="search"
        aria-label={strings.library.search}
        placeholder={strings.library.searchHint}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKey}
      />
      {text === '' ? null : (
        <Button className="button icon bare" aria-label={strings.library.clear} onPress={clear}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

interface SoundListProps {
  readonly text: string;
  readonly onClear: () => void;
  readonly onDone: (() => void) | undefined;
}

function SoundList({ text, onClear, onDone }: SoundListProps) {
  const { library, shell } = useWorkbench();
  const all = useApp((state) => state.library);
  const selected = useApp((state) => state.selected);
  const edited = useShell((state) => state.describing);
  const setEdited = (describing: string | undefined) => shell.set({ describing });
  const entries = useMemo(() => {
    const fits = readSearch(text);
    // What is still being read, or cannot be, has no words to be found by.
    return all.filter(({ record }) => (record ? fits(record) : text.trim() === ''));
  }, [all, text]);
  const onRowKey = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[role="row"]') : undefined;
    if (!row || row !== event.target) return;
    const entry = entries.find(({ key }) => key === row.getAttribute('data-key'));
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      setSeveral(new Set(entries.flatMap(({ key, status }) => (status === 'ready' ? [key] : []))));
      event.preventDefault();
    } else if (event.key === 'Escape' && marked.size > 1) {
      setSeveral(new Set());
      event.preventDefault();
    } else if (entry && event.key === 'Delete') library.remove(...(marked.has(entry.key) ? marked : [entry.key]));
    else if (entry?.record && event.key === 'F2') setEdited(entry.key);
  };
  // Several may be marked, to be put away together; the one that is open is one of them, or the only one.
  const [several, setSeveral] = useState<ReadonlySet<string>>(new Set());
  const standing = new Set(entries.flatMap(({ key }) => (several.has(key) ? [key] : [])));
  const marked = standing.size > 1 ? standing : new Set(selected === undefined ? [] : [selected]);
  return (
    <>
      <p className="unseen" role="status">
        {text.trim() === '' ? '' : strings.library.found(entries.length, all.length)}
      </p>
      <div className="sound-keys" onKeyDownCapture={onRowKey}>
        <RowList
          className="sound-list"
          label={strings.library.title}
          marked={marked}
          onMark={(keys) => {
            setSeveral(new Set(keys));
            const [key] = keys;
            if (key === undefined || keys.length > 1) return;
            void library.select(key);
            onDone?.();
          }}
          empty={<NoSounds text={text} onClear={onClear} />}
          rows={entries.map((entry) => ({
            id: entry.key,
            name: entry.name,
            className: `sound ${entry.status}`,
            closed: entry.status !== 'ready',
            content: (
              <SoundRow
                entry={entry}
                chosen={entry.key === selected}
                edited={entry.key === edited}
                onEdit={(open) => setEdited(open ? entry.key : undefined)}
              />
            ),
          }))}
        />
      </div>
    </>
  );
}

function NoSounds({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  const { library, project } = useWorkbench();
  const t = strings.library;
  if (text.trim() !== '') {
    return (
      <div className="list-empty">
        <p className="quiet">{t.nothing(text.trim())}</p>
        <Button className="button" onPress={onClear}>
          {t.clear}
        </Button>
      </div>
    );
  }
  return (
    <div className="list-empty">
      <p className="quiet">{t.empty}</p>
      <Button className="button" onPress={() => void library.choose()}>
        {t.add}
      </Button>
      <a className="button" href="#record">
        {strings.record.title}
      </a>
      <Button className="button" onPress={() => void project.bringBackSamples()}>
        {t.samples}
      </Button>
    </div>
  );
}
