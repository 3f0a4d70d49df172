import { useRef } from 'react';
import { Button } from 'react-aria-components';
import type { Side } from '../../services/player.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { sideStrings as t } from '../../strings-sides.ts';
import { sideName } from './side-name.ts';

/** What A and B are, and the way to hear something else as them. */
export function SideChoices({ onClose }: { readonly onClose?: (() => void) | undefined }) {
  const changed = useApp(({ monitor: { others } }) => Boolean(others.source ?? others.result));
  return (
    <div className="side-choices">
      <SideChoice side="source" onClose={onClose} />
      <SideChoice side="result" onClose={onClose} />
      {changed ? <p className="quiet listening-note">{t.note}</p> : null}
    </div>
  );
}

interface SideChoiceProps {
  readonly side: Side;
  readonly onClose: (() => void) | undefined;
}

function SideChoice({ side, onClose }: SideChoiceProps) {
  const { sides, shell } = useWorkbench();
  const other = useApp((state) => state.monitor.others[side]);
  const ready = useApp((state) => state.source !== undefined);
  const letter = t.letters[side];
  const name = other ? sideName(other) : strings.views[side];
  const chooser = useRef<HTMLButtonElement>(null);
  const goBack = () => {
    // Before what has the focus goes.
    chooser.current?.focus();
    void sides.choose(side, undefined);
  };
  const choose = () => {
    onClose?.();
    shell.openPalette(`${letter}: `);
  };
  return (
    <>
      <div className="output-row">
        <span>{letter}</span>
        <Button
          ref={chooser}
          className="button"
          aria-label={t.choose(letter, name)}
          isDisabled={!ready}
          onPress={choose}
        >
          <span className="side-choice-name">{name}</span>
        </Button>
      </div>
      {other ? (
        <p className="quiet listening-note">
          {other.keepsTime ? '' : `${t.starts} `}
          <Button className="link" onPress={goBack}>
            {t.back[side]}
          </Button>
        </p>
      ) : null}
    </>
  );
}
