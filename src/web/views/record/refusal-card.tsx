import { TriangleAlert } from 'lucide-react';
import { deskStrings } from '../../strings-record-desk.ts';
import { useRecording } from './use-recording.ts';

/** Why nothing could be opened, and what can be done about it. */
export function RefusalCard() {
  const refusal = useRecording((state) => state.refusal);
  if (!refusal) return null;
  const { title, text, ways } = deskStrings.refusals[refusal.kind];
  return (
    <section className="refusal card" role="alert">
      <h2>
        <TriangleAlert className="refusal-mark" aria-hidden />
        {title}
      </h2>
      {text === '' ? null : <p>{text}</p>}
      <ul>
        {ways.map((way) => (
          <li key={way} className="selectable">
            {way}
          </li>
        ))}
      </ul>
      {refusal.reason === '' ? null : (
        <details>
          <summary>{deskStrings.details}</summary>
          <p className="mono selectable">{refusal.reason}</p>
        </details>
      )}
    </section>
  );
}
