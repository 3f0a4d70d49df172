import { lazy, Suspense, useEffect } from 'react';
import { strings } from '../../strings.ts';

const load = () => import('./sets-screen.tsx');
const SetsScreen = lazy(async () => ({ default: (await load()).SetsScreen }));

/** The sets screen, whose table is too large for what every visitor waits for. */
export function Sets({ compact = false }: { readonly compact?: boolean }) {
  return (
    <Suspense fallback={<p className="quiet screen-empty">{strings.sets.loading}</p>}>
      <SetsScreen compact={compact} />
    </Suspense>
  );
}

/** Fetches it behind everything else, so that it is there when the network no longer is. */
export function useSetsLoaded(): void {
  useEffect(() => {
    load().catch(() => undefined);
  }, []);
}
