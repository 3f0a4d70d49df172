import { useEffect, useState } from 'react';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { soundOfSide } from '../../state/other-side.ts';
import { outputs, resampledBy } from '../../state/output.ts';
import { outputStrings as t } from '../../strings-output.ts';

/** The rates that a sound has on its way: in its file, in the page while something plays, at the device. */
export function RateLine() {
  const { output } = useWorkbench();
  const side = useApp((state) => state.player.side);
  const file = useApp((state) => (soundOfSide(state, side) ?? soundOfSide(state, 'source'))?.shape.sampleRate);
  const device = useApp((state) => state.monitor.device);
  const playing = useApp((state) => state.player.playing);
  const [rate, setRate] = useState<number>();
  useEffect(() => {
    let current = true;
    void outputs.rateOf(device).then((known) => (current ? setRate(known) : undefined));
    return () => {
      current = false;
    };
  }, [device]);
  // What the last start opened says nothing of the next one, which may be of another rate.
  const page = playing ? output.contexts.work?.sampleRate : undefined;
  const chain = { file, page, device: rate };
  const by = resampledBy(chain).map((who) => (who === 'page' ? t.byPage : t.bySystem));
  const hertz = (hz: number | undefined, without: string) => (hz === undefined ? without : t.hertz(hz));
  return (
    <p className="quiet listening-note">
      {t.rates(hertz(file, t.unknown), hertz(page, t.notOpen), hertz(rate, t.unknown))}
      {by.map(t.resampled).join('')}
      {t.reported}
    </p>
  );
}
