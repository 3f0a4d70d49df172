import { isTaking } from '../state/recording-state.ts';
import type { Workbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import type { Command } from './command.ts';

const t = commandStrings.record;
const { reasons } = commandStrings;

const record = (
  id: string,
  keys: readonly string[],
  rest: Pick<Command, 'sentence' | 'run'> & Partial<Command>,
): Command => ({ id: `record.${id}`, scope: 'everywhere', keys, ...rest });

export const recordCommands: readonly Command[] = [
  record('toggle', ['Shift+R'], {
    sentence: t.toggle,
    words: 'take microphone capture start',
    edits: true,
    whyNot: cannot,
    run: (bench) => show(bench, bench.recording.toggle),
  }),
  record('check', [], {
    sentence: t.check,
    words: 'microphone input meter test',
    whyNot: cannot,
    run: (bench) => show(bench, bench.recording.check),
  }),
  record('close', [], {
    sentence: t.close,
    words: 'microphone off mute',
    whyNot({ recording }) {
      const { phase } = recording.store.getState();
      if (isTaking(phase)) return reasons.taking;
      return phase.phase === 'closed' ? reasons.noMicrophone : undefined;
    },
    run: ({ recording }) => recording.close(),
  }),
  record('clips', [], {
    sentence: t.clips,
    words: 'full scale latch reset',
    whyNot: ({ recording }) => (recording.store.getState().granted ? undefined : reasons.noMicrophone),
    run: ({ recording }) => recording.clearClips(),
  }),
];

function cannot({ recording }: Workbench): string | undefined {
  const kind = recording.store.getState().refusal?.kind;
  return kind === 'insecure' || kind === 'unsupported' ? reasons.noRecording : undefined;
}

/** Where it can be seen that the microphone is open. */
function show({ navigation }: Workbench, run: () => void): void {
  navigation.go('record');
  run();
}
