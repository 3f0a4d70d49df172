import { useEffect } from 'react';
import { useWorkbench } from '../../state/hooks.ts';

/** A recipe pasted anywhere outside a field is opened. */
export function useRecipePaste(): void {
  const { exchange } = useWorkbench();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (event.defaultPrevented || target?.closest('input, textarea, select, [contenteditable="true"]')) return;
      if (exchange.paste(event.clipboardData?.getData('text') ?? '')) event.preventDefault();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [exchange]);
}
