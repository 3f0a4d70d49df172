import { later } from '../../components/later.tsx';
import { useRecording } from './use-recording.ts';

const RecoveredTakes = later(async () => (await import('./recovered-takes.tsx')).RecoveredTakes);

/** Where an earlier page left takes, they are told of. */
export function RecoveredPanel() {
  const some = useRecording((state) => state.recovered.length > 0);
  return some ? <RecoveredTakes /> : null;
}
