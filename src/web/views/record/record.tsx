import { lazy, Suspense, useEffect } from 'react';
import { strings } from '../../strings.ts';

const load = () => import('./record-screen.tsx');
const RecordScreen = lazy(async () => ({ default: (await load()).RecordScreen }));

/** The Record screen, which not every visitor waits for. */
export function Record() {
  return (
    <Suspense fallback={<p className="quiet screen-empty">{strings.sets.loading}</p>}>
      <RecordScreen />
    </Suspense>
  );
}

/** Fetches it behind everything else, so that it is there when the network no longer is. */
export function useRecordLoaded(): void {
  useEffect(() => {
    load().catch(() => undefined);
  }, []);
}
