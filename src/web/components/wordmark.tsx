import { strings } from '../strings.ts';

/** The mark: one period of a voice. */
export function Wordmark() {
  return (
    <h1 className="wordmark">
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden>
        <path d="M2 12h3l2-5 3 12 3.2-16 3 13 1.8-4H22" />
      </svg>
      {strings.product}
    </h1>
  );
}
