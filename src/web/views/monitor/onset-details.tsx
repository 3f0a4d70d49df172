import { decimal } from '../../components/format.ts';
import type { PlayStart } from '../../services/player.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { monitorStrings as t } from '../../strings-monitor.ts';

/** When what was heard began, as far as the browser says it, and where it was interrupted. */
export function OnsetDetails() {
  const { player } = useWorkbench();
  // A start and a gap are announced.
  const { gaps } = useApp((state) => state.player);
  const starts = player.starts();
  return (
    <details className="onsets">
      <summary>{t.details}</summary>
      {starts.length === 0 ? (
        <p className="quiet listening-note">{t.noStarts}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
        <section className="onsets-list" tabIndex={0} aria-label={t.starts}>
          <table className="listening-levels">
            <thead>
              <tr>
                <th scope="col">{t.start.from}</th>
                <th scope="col">{t.start.scheduled}</th>
                <th scope="col">{t.start.clock}</th>
                <th scope="col">{t.start.latency}</th>
              </tr>
            </thead>
            <tbody className="mono">
              {starts.toReversed().map((start, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: clocks begin anew, so that no time is a name
                <StartRow key={place} start={start} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="quiet listening-note">{t.gaps(gaps)}</p>
      <p className="quiet listening-note">{t.reported}</p>
    </details>
  );
}

function StartRow({ start: { position, scheduled, clock, outputLatency } }: { readonly start: PlayStart }) {
  return (
    <tr>
      <td>{decimal(position, 3)}</td>
      <td>{decimal(scheduled, 4)}</td>
      <td>{decimal(clock, 4)}</td>
      <td>{outputLatency === undefined ? '\u2013' : decimal(1000 * outputLatency, 1)}</td>
    </tr>
  );
}
