import '../../styles/side-notes.css';
import { useRef } from 'react';
import { Button } from 'react-aria-components';
import type { Side } from '../../services/player.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { sideStrings as t } from '../../strings-sides.ts';
import { sideName } from './side-name.ts';
import { useFocusBack } from './use-focus-back.ts';

/** Beside A and B: what they are, where they are not source and result. While names are hidden it says nothing. */
export function SideNotes() {
  const blind = useApp((state) => state.monitor.blind !== undefined);
  const others = useApp((state) => state.monitor.others);
  if (blind || !(others.source ?? others.result)) return null;
  return (
    <div className="side-notes" role="status">
      {others.source ? <SideNote side="source" /> : null}
      {others.result ? <SideNote side="result" /> : null}
    </div>
  );
}

function SideNote({ side }: { readonly side: Side }) {
  const { sides } = useWorkbench();
  const other = useApp((state) => state.monitor.others[side]);
  const note = useRef<HTMLSpanElement>(null);
  useFocusBack(note);
  if (!other) return null;
  return (
    <span ref={note} className="side-note" title={other.keepsTime ? undefined : t.starts}>
      <b>{t.is(t.letters[side])}</b>
      <span className="side-note-name">{sideName(other)}</span>
      <Button className="link" onPress={() => void sides.choose(side, undefined)}>
        {t.back[side]}
      </Button>
    </span>
  );
}
