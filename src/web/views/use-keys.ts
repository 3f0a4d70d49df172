import { useEffect, useMemo } from 'react';
import { type Command, runCommand, whyNot } from '../commands/command.ts';
import { keyMap, keysOf, meaningOfKey } from '../commands/key-map.ts';
import { keyLabel, keyName, MODIFIERS } from '../commands/keys.ts';
import { COMMANDS, findCommand } from '../commands/registry.ts';
import { isTaken, placesAt, scopesAt } from '../commands/taken.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import type { Shell } from '../state/shell.ts';

/** ms that a key waits for the next one of its shortcut. */
const SEQUENCE_WITHIN = 2000;

/** The keys that stand for a command, as a tooltip shows them. */
export function useKeyLabel(id: string): string | undefined {
  const chosen = useApp((state) => state.settings.keys);
  const command = findCommand(id);
  const [first] = command ? keysOf(command, chosen) : [];
  return first === undefined ? undefined : keyLabel(first);
}

/** The page's shortcuts while it stands. */
export function useKeys(): void {
  const bench = useWorkbench();
  const chosen = useApp((state) => state.settings.keys);
  const map = useMemo(() => keyMap(COMMANDS, chosen), [chosen]);
  useFocusScopes();
  useEffect(() => {
    const { shell, store, settings } = bench;
    let held: { readonly key: string; readonly command: Command; readonly since: number } | undefined;
    let prefixAt = 0;

    const onKeyDown = (event: KeyboardEvent) => {
      if (MODIFIERS.has(event.key) || isTypedAhead(event, shell)) return;
      const name = keyName(event);
      const before = event.timeStamp - prefixAt < SEQUENCE_WITHIN ? shell.store.getState().prefix : undefined;
      if (shell.store.getState().prefix !== undefined) shell.set({ prefix: undefined });
      if (isTaken(event, name, store.getState().settings.singleKeys)) return;
      const target = event.target instanceof Element ? event.target : null;
      const pressed = meaningOfKey(map, scopesAt(target, store.getState().screen), name, before);
      if (pressed === undefined) return;
      event.preventDefault();
      if ('prefix' in pressed) {
        prefixAt = event.timeStamp;
        shell.set({ prefix: pressed.prefix });
        return;
      }
      const { command } = pressed;
      if (event.repeat && !command.repeats) return;
      if (!runCommand(command, bench)) settings.say(whyNot(command, bench) ?? '');
      else if (command.released) {
        if (held?.command !== command) release(event.timeStamp);
        held ??= { key: event.key, command, since: event.timeStamp };
      }
    };
    const release = (at: number): void => {
      held?.command.released?.(bench, at - held.since);
      held = undefined;
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (held?.key.toLowerCase() === event.key.toLowerCase()) release(event.timeStamp);
    };
    // A key that is let go in another window is not heard of here.
    const onBlur = (event: FocusEvent) => release(event.timeStamp);
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('blur', onBlur);
      release(performance.now());
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('keyup', onKeyUp);
    };
  }, [map, bench]);
}

/** What is typed between the palette's key and its field is meant for the field. */
function isTypedAhead(event: KeyboardEvent, shell: Shell): boolean {
  const { palette } = shell.store.getState();
  const isThere = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
  if (palette === undefined || isThere || event.key.length > 1 || event.ctrlKey || event.metaKey) return false;
  event.preventDefault();
  shell.openPalette(palette + event.key);
  return true;
}

/** Where the focus is, for what depends on it: the status bar's keys, commands on the step that had it last. */
function useFocusScopes(): void {
  const { shell } = useWorkbench();
  useEffect(() => {
    const look = () => {
      const { activeElement } = document;
      // A menu or the palette is about the place from which it was opened.
      if (activeElement?.closest('[role="dialog"], [role="menu"]')) return;
      const scopes = [...placesAt(activeElement), 'everywhere'];
      if (scopes.join() !== shell.store.getState().scopes.join()) shell.set({ scopes });
      const step = activeElement?.closest<HTMLElement>('[data-step]')?.dataset['step'];
      if (step !== undefined && step !== shell.store.getState().step) shell.set({ step });
    };
    look();
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, [shell]);
}
