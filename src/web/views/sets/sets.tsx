import { later } from '../../components/later.tsx';
import { setStrings } from '../../strings-sets.ts';

/** The sets screen, whose table is too large for what every visitor waits for. */
export const Sets = later(
  async () => (await import('./sets-screen.tsx')).SetsScreen,
  <p className="quiet screen-empty">{setStrings.loading}</p>,
);
