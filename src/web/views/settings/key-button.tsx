import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { beginsShortcut, refusalOf } from '../../commands/key-editing.ts';
import { keyLabel, keyName, MODIFIERS } from '../../commands/keys.ts';
import { COMMANDS } from '../../commands/registry.ts';
import { useApp } from '../../state/hooks.ts';
import { settingsStrings as t } from '../../strings-settings.ts';

export interface KeyButtonProps {
  readonly command: Command;
  readonly name: string;
  readonly label: ReactNode;
  /** The keys that are changed; undefined where others are added. */
  readonly own: string | undefined;
  readonly describedBy: string;
  /** Undefined takes the own ones away. */
  readonly onKeys: (keys: string | undefined) => void;
  readonly onRefused: (why: string) => void;
}

/** Waits, once pressed, for the keys that are to stand for the command; the second one of two where the first begins shortcuts. */
export function KeyButton({ command, name, label, own, describedBy, onKeys, onRefused }: KeyButtonProps) {
  const chosen = useApp((state) => state.settings.keys);
  // Undefined while nothing is waited for.
  const [before, setBefore] = useState<string | undefined>(undefined);
  const waits = before !== undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!waits || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (MODIFIERS.has(event.key) || event.repeat) return;
    const key = keyName(event);
    if (key === 'Escape') {
      setBefore(undefined);
      return;
    }
    if ((key === 'Delete' || key === 'Backspace') && before === '') {
      setBefore(undefined);
      onKeys(undefined);
      return;
    }
    const keys = before === '' ? key : `${before} ${key}`;
    if (before === '' && beginsShortcut(COMMANDS, chosen, command, key)) {
      setBefore(key);
      return;
    }
    setBefore(undefined);
    // Its own keys again, or twice the same.
    if (keys === own) return;
    const refusal = refusalOf(COMMANDS, chosen, command, keys);
    if (refusal === undefined) onKeys(keys);
    else onRefused(refusal);
  };
  return (
    <button
      type="button"
      className={waits ? 'key-button waits' : 'key-button'}
      aria-label={waits ? undefined : name}
      aria-describedby={describedBy}
      aria-pressed={waits}
      onClick={() => {
        onRefused('');
        setBefore(waits ? undefined : '');
      }}
      onBlur={() => setBefore(undefined)}
      onKeyDown={onKeyDown}
    >
      {waits ? (before === '' ? t.waiting : t.andThen(keyLabel(before))) : label}
    </button>
  );
}
