import { Circle, Mic, MicOff, Square } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Tip } from '../../components/tip.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import type { RecordState } from '../../state/recording-state.ts';
import { isTaking } from '../../state/recording-state.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { useKeyLabel } from '../use-keys.ts';
import { minutes, span } from './times.ts';
import { useRecording } from './use-recording.ts';

/** Below this the room is warned of, s. */
const LOW_ROOM_S = 120;

/** The one large button, the clock, and what is safe. */
export function RecordBar() {
  const { recording } = useWorkbench();
  const phase = useRecording((state) => state.phase);
  const impossible = useRecording(({ refusal }) => refusal?.kind === 'insecure' || refusal?.kind === 'unsupported');
  const taking = isTaking(phase);
  const label = taking ? deskStrings.stop : deskStrings.record;
  return (
    <div className="record-bar">
      <Tip label={label} keys={useKeyLabel('record.toggle')}>
        <Button
          className={taking ? 'record-button stop' : 'record-button'}
          aria-label={label}
          isDisabled={impossible || phase.phase === 'ending'}
          onPress={recording.toggle}
        >
          {taking ? <Square aria-hidden /> : <Circle aria-hidden />}
        </Button>
      </Tip>
      <div className="record-now">
        <Elapsed />
        <p className="record-status" role="status">
          <Status />
        </p>
      </div>
      <span className="spring" />
      <Safety />
      {phase.phase === 'closed' || phase.phase === 'opening' ? (
        <Button className="button" isDisabled={impossible || phase.phase === 'opening'} onPress={recording.check}>
          <Mic aria-hidden />
          {deskStrings.check}
        </Button>
      ) : taking ? null : (
        <Button className="button" onPress={recording.close}>
          <MicOff aria-hidden />
          {deskStrings.closeMicrophone}
        </Button>
      )}
    </div>
  );
}

function Elapsed() {
  const take = useRecording((state) => state.take);
  const rate = useRecording((state) => state.granted?.sampleRate ?? 1);
  return (
    <span className="record-clock mono" role="timer" aria-label={deskStrings.elapsed}>
      {minutes((take?.frames ?? 0) / rate, 1)}
    </span>
  );
}

function Status() {
  const phase = useRecording((state) => state.phase);
  const name = useRecording((state) => state.take?.name ?? '');
  const device = useRecording(({ choices, devices }) => devices.find(({ id }) => id === choices.device)?.name ?? '');
  return sentence(phase, name, device);
}

function sentence({ phase }: RecordState['phase'], name: string, device: string): string {
  const t = deskStrings;
  switch (phase) {
    case 'closed':
      return `${t.emptyTitle} ${t.empty}`;
    case 'opening':
      return t.opening(device);
    case 'open':
      return t.ready;
    case 'beginning':
      return t.beginning;
    case 'recording':
      return t.recording(name);
    case 'ending':
      return t.ending;
  }
}

/** What is on the disk, what is missing, and how much more there is room for. */
function Safety() {
  const take = useRecording((state) => state.take);
  const rate = useRecording((state) => state.granted?.sampleRate ?? 1);
  const roomS = useRecording((state) => state.roomS);
  const open = useRecording((state) => state.granted !== undefined);
  const low = roomS !== undefined && roomS < LOW_ROOM_S;
  return (
    <ul className="record-safety">
      {take ? <li className="safe">{deskStrings.safe(minutes(take.safe / rate, 0))}</li> : null}
      {take ? (
        <li className={take.gapCount > 0 ? 'warn' : ''}>
          {take.gapCount > 0 ? deskStrings.gaps(take.gapCount) : deskStrings.noGaps}
        </li>
      ) : null}
      {open && roomS !== undefined ? (
        <li className={low ? 'warn' : ''}>
          {low ? <span role="alert">{deskStrings.roomLow(span(roomS))}</span> : deskStrings.room(span(roomS))}
        </li>
      ) : null}
    </ul>
  );
}
