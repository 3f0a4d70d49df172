import { useEffect } from 'react';
import { fetchLaterParts } from '../components/later.tsx';
import { useApp, useWorkbench } from '../state/hooks.ts';

/**
 * Fetches all such parts once the first result is there or nothing is computed, so that they are there without a network.
 * Draws nothing: what it waits for changes with every render, and nobody else is to be made anew for that.
 */
export function LaterParts() {
  const { fetchLater } = useWorkbench();
  const ready = useApp(({ render, source }) => {
    if (source?.f0.status !== 'ready' || render.working) return false;
    // The first one may not have begun.
    return render.result !== undefined || render.error !== undefined || source.clip === undefined;
  });
  useEffect(() => {
    if (!ready) return;
    fetchLaterParts();
    void fetchLater();
  }, [ready, fetchLater]);
  return null;
}
