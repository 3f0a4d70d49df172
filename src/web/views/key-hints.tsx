import { useMemo } from 'react';
import { continuations, hintsAt } from '../commands/hints.ts';
import { COMMANDS } from '../commands/registry.ts';
import { useApp, useShell } from '../state/hooks.ts';

/** Three keys that work where the focus is; after the first key of a shortcut, those that may follow. */
export function KeyHints() {
  const scopes = useShell((state) => state.scopes);
  const prefix = useShell((state) => state.prefix);
  const chosen = useApp((state) => state.settings.keys);
  const singleKeys = useApp((state) => state.settings.singleKeys);
  const hints = useMemo(() => {
    if (prefix !== undefined) return continuations(COMMANDS, chosen, prefix);
    return hintsAt(COMMANDS, { scopes, chosen, singleKeys });
  }, [scopes, prefix, chosen, singleKeys]);
  return (
    <ul className="key-hints">
      {hints.map(({ id, keys, text }) => (
        <li key={id}>
          <kbd>{keys}</kbd> {text}
        </li>
      ))}
    </ul>
  );
}
