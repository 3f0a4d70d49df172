import { later } from '../../components/later.tsx';
import { strings } from '../../strings.ts';

/** The Verify screen, which not every visitor waits for. */
export const Verify = later(
  async () => (await import('./verify-screen.tsx')).VerifyScreen,
  <p className="quiet screen-empty">{strings.sets.loading}</p>,
);
