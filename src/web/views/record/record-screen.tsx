import '../../styles/record.css';
import { useEffect } from 'react';
import { useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { InputPanel } from './input-panel.tsx';
import { LevelPanel } from './level-panel.tsx';
import { NamesPanel } from './names-panel.tsx';
import { PromptCard } from './prompt-card.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { RecordBar } from './record-bar.tsx';
import { RefusalCard } from './refusal-card.tsx';
import { TakeList } from './take-list.tsx';
import { TakeWave } from './take-wave.tsx';
import { useRecording } from './use-recording.ts';

/** The microphone and the takes: what is heard now on one side, how it is taken on the other. */
export function RecordScreen() {
  const { recording } = useWorkbench();
  const refused = useRecording((state) => state.refusal !== undefined && state.phase.phase === 'closed');
  const running = useRecording((state) => state.phase.phase === 'recording');
  // A microphone that nobody looks at is let go; a take goes on.
  useEffect(
    () => () => {
      const { phase } = recording.store.getState();
      if (phase.phase === 'open' || (phase.phase === 'opening' && phase.next === 'check')) recording.close();
    },
    [recording],
  );
  return (
    <section
      className={running ? 'record running' : 'record'}
      id="record-screen"
      tabIndex={-1}
      aria-label={strings.record.title}
    >
      <h1 className="unseen">{strings.record.title}</h1>
      <div className="record-stage">
        <PromptCard />
        {refused ? <RefusalCard /> : null}
        <div className="record-desk card">
          <RecordBar />
          <TakeWave />
          <LevelPanel />
        </div>
        <TakeList />
      </div>
      <div className="record-side">
        <InputPanel />
        <ProofPanel />
        <NamesPanel />
      </div>
    </section>
  );
}
