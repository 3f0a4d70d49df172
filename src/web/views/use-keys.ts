import { useEffect, useMemo } from 'react';
import { useWorkbench } from '../state/hooks.ts';
import { type Command, commands, isTaken, keyName, type SheetControls } from './keys.ts';

/** The page's shortcuts while it stands. */
export function useKeys(controls: SheetControls): readonly Command[] {
  const workbench = useWorkbench();
  const table = useMemo(() => commands(controls), [controls]);
  useEffect(() => {
    const byKey = new Map(table.flatMap((command) => command.keys.map((key) => [key, command] as const)));
    const onKeyDown = (event: KeyboardEvent) => {
      const name = keyName(event);
      const command = byKey.get(name);
      if (!command || isTaken(event, name, workbench.store.getState().settings.singleKeys)) return;
      event.preventDefault();
      command.run(workbench);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [table, workbench]);
  return table;
}
