import { Plus, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { chosenOf } from '../../commands/key-editing.ts';
import { keysOf } from '../../commands/key-map.ts';
import { keyLabel } from '../../commands/keys.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { settingsStrings as t } from '../../strings-settings.ts';
import { KeyButton } from './key-button.tsx';

/** A command, its keys as buttons that take others, one to add another, and the way back. */
export function KeyRow({ command }: { readonly command: Command }) {
  const { settings } = useWorkbench();
  const chosen = useApp((state) => state.settings.keys);
  const row = useRef<HTMLLIElement>(null);
  const acted = useRef(false);
  const [problem, setProblem] = useState('');
  const keys = keysOf(command, chosen);
  const changed = chosen[command.id] !== undefined;
  const take = (next: readonly string[], told: string) => {
    acted.current = true;
    settings.setKeys(command.id, chosenOf(command, next));
    setProblem('');
    settings.say(told);
  };
  // A button that went, with its keys or the way back, leaves the focus to its neighbour.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys say when a button may have gone
  useEffect(() => {
    if (!acted.current || document.activeElement !== document.body) return;
    row.current?.querySelector<HTMLElement>('.key-button')?.focus();
  }, [keys]);
  const { sentence } = command;
  const note = `keys-${command.id}`;
  return (
    <li ref={row} className={changed ? 'key-row changed' : 'key-row'}>
      <span className="key-sentence">{sentence}</span>
      <span className="key-buttons">
        {keys.map((own, place) => (
          <KeyButton
            // biome-ignore lint/suspicious/noArrayIndexKey: the button that has the focus keeps it when its keys change
            key={place}
            command={command}
            name={t.change(keyLabel(own), sentence)}
            label={keyLabel(own)}
            own={own}
            describedBy={note}
            onRefused={setProblem}
            onKeys={(other) =>
              other === undefined
                ? take(
                    keys.filter((each) => each !== own),
                    t.takenAway(keyLabel(own), sentence),
                  )
                : take(
                    keys.map((each) => (each === own ? other : each)),
                    t.given(keyLabel(other), sentence),
                  )
            }
          />
        ))}
        <KeyButton
          command={command}
          name={t.add(sentence)}
          label={keys.length === 0 ? t.noKeys : <Plus aria-hidden />}
          own={undefined}
          describedBy={note}
          onRefused={setProblem}
          onKeys={(other) =>
            other === undefined ? undefined : take([...keys, other], t.given(keyLabel(other), sentence))
          }
        />
        {changed ? (
          <IconButton
            icon={RotateCcw}
            label={t.reset(sentence)}
            bare
            onPress={() => take(command.keys, t.resetDone(sentence))}
          />
        ) : null}
      </span>
      <span className="key-problem" id={note} role="status">
        {problem}
      </span>
    </li>
  );
}
