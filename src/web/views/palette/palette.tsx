import '../../styles/palette.css';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { ProblemText } from '../../components/problem-text.tsx';
import { answer } from '../../palette/answer.ts';
import type { Entry } from '../../palette/entry.ts';
import { keepRecent, readRecent } from '../../palette/recent.ts';
import { useShell, useWorkbench } from '../../state/hooks.ts';
import { paletteStrings } from '../../strings-palette.ts';

const t = paletteStrings;
const MOST_SHOWN = 60;

/** One field from which everything is found and done. */
export function Palette() {
  const { shell } = useWorkbench();
  const open = useShell((state) => state.palette !== undefined);
  const close = () => shell.set({ palette: undefined });
  return (
    <ModalOverlay
      className="veil palette-veil"
      isDismissable
      isOpen={open}
      onOpenChange={(now) => (now ? undefined : close())}
    >
      <Modal className="dialog-box palette-box">
        <Dialog className="palette" aria-label={t.title}>
          <PaletteBody onClose={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const bench = useWorkbench();
  const given = useShell((state) => state.palette ?? '');
  const [typed, setTyped] = useState(given);
  const [recent, setRecent] = useState(() => readRecent(bench.choices));
  const [active, setActive] = useState(0);
  const [revision, setRevision] = useState(0);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(given), [given]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done may change what can be done
  const { entries, mistake } = useMemo(() => answer(bench, typed, recent), [bench, typed, recent, revision]);
  const shown = entries.slice(0, MOST_SHOWN);
  const at = Math.min(active, Math.max(0, shown.length - 1));
  const current = shown[at];

  const type = (text: string) => {
    setTyped(text);
    setActive(0);
  };
  const run = (entry: Entry | undefined, stay: boolean) => {
    if (!entry || entry.off !== undefined) return;
    setRecent(keepRecent(bench.choices, recent, entry.id));
    if (leadsOn(entry)) return type(entry.complete ?? '');
    if (!stay) onClose();
    // Once the focus is back where it was, which a command may move on.
    afterFrames(() => {
      entry.run(bench);
      if (stay) setRevision((count) => count + 1);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (moved !== undefined) {
      const last = shown.length - 1;
      const wrapped = event.key === 'ArrowDown' && at === last ? 0 : event.key === 'ArrowUp' && at === 0 ? last : moved;
      setActive(Math.min(Math.max(wrapped, 0), Math.max(last, 0)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      run(current, event.ctrlKey || event.metaKey);
    } else if (
      event.key === 'Tab' &&
      !event.shiftKey &&
      current?.complete !== undefined &&
      current.complete !== typed
    ) {
      type(current.complete);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className="palette-field">
        <Search aria-hidden />
        <input
          ref={input}
          // biome-ignore lint/a11y/noAutofocus: asked for by the key or the button that opened it
          autoFocus
          role="combobox"
          aria-label={t.open}
          aria-expanded={shown.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${list}-${at}` : undefined}
          aria-invalid={mistake !== undefined}
          aria-describedby={mistake ? `${list}-mistake` : undefined}
          placeholder={t.hint}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          enterKeyHint="go"
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <p className="unseen" role="status">
        {mistake ? '' : t.count(entries.length)}
      </p>
      {mistake ? (
        <div className="palette-mistake param-problem" id={`${list}-mistake`}>
          <ProblemText problem={mistake} />
        </div>
      ) : null}
      {shown.length === 0 && !mistake && typed.trim().length > 1 ? (
        <p className="palette-nothing quiet">{t.nothing(typed)}</p>
      ) : null}
      <EntryList id={list} entries={shown} at={at} onRun={(entry) => run(entry, false)} />
      <Foot />
    </>
  );
}

/** Entries that only put something into the field. */
function leadsOn({ id }: Entry): boolean {
  return id.startsWith('param.') || id.startsWith('help.');
}

function afterFrames(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

interface EntryListProps {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly at: number;
  readonly onRun: (entry: Entry) => void;
}

function EntryList({ id, entries, at, onRun }: EntryListProps) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    box.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at, entries]);
  return (
    <div ref={box} id={id} className="palette-list" role="listbox" aria-label={t.list}>
      {entries.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: the field says which one is meant
        <div
          key={entry.id}
          id={`${id}-${index}`}
          role="option"
          className="palette-entry"
          aria-selected={index === at}
          aria-disabled={entry.off !== undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onRun(entry)}
        >
          <span className="palette-label">{entry.label}</span>
          <span className="palette-detail">{entry.off ?? entry.detail}</span>
          {entry.keys === undefined ? null : <kbd>{entry.keys}</kbd>}
        </div>
      ))}
    </div>
  );
}

function Foot() {
  return (
    <p className="palette-foot" aria-hidden>
      {t.foot.map(([key, does]) => (
        <span key={key}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </p>
  );
}
