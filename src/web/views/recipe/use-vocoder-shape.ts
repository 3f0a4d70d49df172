import { useEffect, useRef, useState } from 'react';
import type { VocoderShape } from '../../../core/modules/vocoder-shape.ts';
import type { GivenVocoder } from '../../services/vocoder-client.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { createNewestWins, type NewestWins } from '../../state/newest-wins.ts';

interface Wanted {
  readonly params: GivenVocoder;
  readonly sampleRate: number;
}

/** What a vocoder's filters are; the last known while the next are drawn, or while the arguments are wrong. */
export function useVocoderShape(params: GivenVocoder, sampleRate: number | undefined): VocoderShape | undefined {
  const { engine } = useWorkbench();
  const [shape, setShape] = useState<VocoderShape>();
  const jobs = useRef<NewestWins<Wanted>>(undefined);
  useEffect(() => {
    const nothing = () => undefined;
    const made = createNewestWins<Wanted, VocoderShape>({
      run: (wanted) => engine.vocoder.shape(wanted.params, wanted.sampleRate),
      started: nothing,
      done: (_, known) => setShape(known),
      failed: nothing,
      idle: nothing,
    });
    jobs.current = made;
    return () => made.cancel();
  }, [engine]);
  useEffect(() => {
    if (sampleRate !== undefined) jobs.current?.request({ params, sampleRate }, 'drag');
  }, [params, sampleRate]);
  return shape;
}
