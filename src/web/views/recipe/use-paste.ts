import { useEffect } from 'react';
import { useWorkbench } from '../../state/hooks.ts';

/** A stimulus link, or what of it stands behind the address. */
const LINK = /^(\S*#)?x1=\S+$/;

/** A recipe or a stimulus link pasted anywhere outside a field is opened. */
export function useRecipePaste(): void {
  const { exchange, check, navigation } = useWorkbench();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (event.defaultPrevented || target?.closest('input, textarea, select, [contenteditable="true"]')) return;
      const text = event.clipboardData?.getData('text') ?? '';
      if (LINK.test(text.trim())) {
        navigation.go('verify');
        void check.openLink(text);
        event.preventDefault();
      } else if (exchange.paste(text)) event.preventDefault();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [exchange, check, navigation]);
}
