import { later } from '../../components/later.tsx';
import { strings } from '../../strings.ts';

/** The Record screen, which not every visitor waits for. */
export const Record = later(
  async () => (await import('./record-screen.tsx')).RecordScreen,
  <p className="quiet screen-empty">{strings.sets.loading}</p>,
);
