import { later } from '../../components/later.tsx';
import { setStrings } from '../../strings-sets.ts';

/** The Record screen, which not every visitor waits for. */
export const Record = later(
  async () => (await import('./record-screen.tsx')).RecordScreen,
  <p className="quiet screen-empty">{setStrings.loading}</p>,
);
