import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../../components/icon-button.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { promptsOf } from '../../state/recording-state.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { useRecording } from './use-recording.ts';

/** What the talker reads, large enough to be read from the booth. */
export function PromptCard() {
  const { recording } = useWorkbench();
  const prompts = promptsOf(useRecording((state) => state.choices));
  const index = useRecording((state) => state.prompt);
  const running = useRecording((state) => state.take?.prompt);
  if (prompts.length === 0) return null;
  return (
    <section className="prompt card" aria-label={deskStrings.names.prompts}>
      <p className="prompt-text selectable" aria-live="polite">
        {running ?? prompts[index] ?? ''}
      </p>
      <div className="prompt-turn">
        <IconButton
          icon={ChevronLeft}
          label={deskStrings.names.before}
          bare
          disabled={index === 0 || running !== undefined}
          onPress={() => recording.turnPrompt(-1)}
        />
        <span className="quiet">{deskStrings.names.prompt(index + 1, prompts.length)}</span>
        <IconButton
          icon={ChevronRight}
          label={deskStrings.names.after}
          bare
          disabled={index === prompts.length - 1 || running !== undefined}
          onPress={() => recording.turnPrompt(1)}
        />
      </div>
    </section>
  );
}
