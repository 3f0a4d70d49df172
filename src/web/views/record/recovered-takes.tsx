import { useId } from 'react';
import { Button } from 'react-aria-components';
import { length } from '../../components/format.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { useRecording } from './use-recording.ts';

/** Takes that an earlier page has left: they are kept already, and this only tells of them. */
export function RecoveredTakes() {
  const { recording, library } = useWorkbench();
  const ids = useRecording((state) => state.recovered);
  const heard = useRecording((state) => state.heard);
  const entries = useApp((state) => state.library);
  const title = useId();
  const t = deskStrings.recovered;
  const found = ids.flatMap((id) => {
    const entry = entries.find(({ sound }) => sound?.id === id);
    return entry?.record ? [{ key: entry.key, record: entry.record }] : [];
  });
  if (found.length === 0) return null;
  return (
    <section className="recovered" aria-labelledby={title}>
      <h2 id={title}>{t.title(found.length)}</h2>
      <p className="second">{t.hint}</p>
      <ul>
        {found.map(({ key, record }) => (
          <li key={key}>
            <span className="take-text">
              <span className="take-name">{record.name}</span>
              <span className="sound-detail">
                {t.facts(length(record.facts.duration), timeOfDay(record.created + 1000 * record.facts.duration))}
              </span>
            </span>
            <Button className="button" onPress={() => void recording.listen(record.id)}>
              {heard === record.id ? t.stop : t.listen}
            </Button>
            <Button className="button" onPress={() => recording.seeRecovered(record.id)}>
              {t.keep}
            </Button>
            <Button
              className="button"
              onPress={() => {
                recording.seeRecovered(record.id);
                library.remove(key);
              }}
            >
              {t.bin}
            </Button>
          </li>
        ))}
      </ul>
      {found.length > 1 ? (
        <Button className="button primary" onPress={() => recording.seeRecovered()}>
          {t.keepAll}
        </Button>
      ) : null}
    </section>
  );
}

/** `14:02:31` */
function timeOfDay(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
