import { later } from '../../components/later.tsx';
import { strings } from '../../strings.ts';

/** The sets screen, whose table is too large for what every visitor waits for. */
export const Sets = later(
  async () => (await import('./sets-screen.tsx')).SetsScreen,
  <p className="quiet screen-empty">{strings.sets.loading}</p>,
);
