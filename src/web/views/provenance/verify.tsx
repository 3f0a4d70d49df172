import { later } from '../../components/later.tsx';
import { setStrings } from '../../strings-sets.ts';

/** The Verify screen, which not every visitor waits for. */
export const Verify = later(
  async () => (await import('./verify-screen.tsx')).VerifyScreen,
  <p className="quiet screen-empty">{setStrings.loading}</p>,
);
