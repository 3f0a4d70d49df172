import { Button } from 'react-aria-components';
import { hertz, short, signed } from '../components/format.ts';
import type { Side } from '../services/player.ts';
import { useApp, useIsOld, useSourceMean, useWorkbench } from '../state/hooks.ts';
import { readStrict } from '../state/read-quantity.ts';
import { positionOf } from '../state/world-scale.ts';
import { worldChanges } from '../state/world-texts.ts';
import { strings } from '../strings.ts';
import { HeardNote } from './heard-note.tsx';
import { usePlotSound } from './plot-sound.ts';

/** "Result \u00b7 f0 106 Hz \u00b7 VTL +3.8 st": which side, what it is like, and whether it is old. */
export function MapLabel({ side }: { readonly side: Side }) {
  const { library } = useWorkbench();
  const sound = usePlotSound(side);
  const own = useSourceMean();
  const source = useApp((state) => state.source);
  const lastResult = useApp((state) => state.render.result);
  const old = useIsOld() && side === 'result';
  const parts: string[] = [strings.views[side]];
  const f0 = side === 'source' ? source?.f0 : undefined;
  if (f0?.status === 'loading') parts.push(strings.views.analysing(Math.round((f0.progress?.fraction ?? 0) * 100)));
  else if (sound?.f0) {
    const mean = side === 'source' ? own : sound.f0.mean;
    parts.push(mean === undefined ? strings.views.noVoice : `f0\u00a0${hertz(mean)}`);
  }
  const result = side === 'result' ? lastResult : undefined;
  if (result && source) {
    const facts = { meanF0: undefined, duration: source.sound.duration };
    const changes = worldChanges(result.recipe);
    const shifts = changes.map(({ vtl }) => positionOf('vtl', readStrict('vtl', vtl), facts) ?? 0);
    const vtl = shifts.reduce((sum, shift) => sum + shift, 0);
    if (Math.abs(vtl) >= 0.05) parts.push(`VTL\u00a0${signed(vtl, 1)}\u00a0st`);
    const duration = result.rendered.shape.duration / source.sound.duration;
    if (Math.abs(duration - 1) >= 5e-4) parts.push(`\u00d7${short(duration, 2)}\u00a0time`);
  }
  return (
    <span className={`pane-label ${side}`}>
      {parts.join(' \u00b7 ')}
      {f0?.status === 'unasked' ? (
        <Button className="link" onPress={library.retryF0}>
          {strings.long.findF0}
        </Button>
      ) : null}
      <HeardNote seen={side} />
      {old ? <em>{strings.views.old}</em> : null}
    </span>
  );
}
