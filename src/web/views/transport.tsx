import { Play, Repeat, Square } from 'lucide-react';
import { useRef } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { useFrames } from '../components/browser-hooks.ts';
import { clock, decibels } from '../components/format.ts';
import { Meter } from '../components/meter.tsx';
import { Segments } from '../components/segments.tsx';
import { Tip } from '../components/tip.tsx';
import { durationOfSource } from '../state/app-state.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { RenderStatus } from './recipe/render-status.tsx';
import { useKeyLabel } from './use-keys.ts';

export interface TransportProps {
  /** Where the recipe is out of sight, progress and cancel stand here. */
  readonly withStatus: boolean;
  readonly compact?: boolean;
}

export function Transport({ withStatus, compact = false }: TransportProps) {
  const { play, player } = useWorkbench();
  const playing = useApp((state) => state.player.playing);
  const side = useApp((state) => state.player.side);
  const loop = useApp((state) => state.player.loop);
  const ready = useApp((state) => state.source !== undefined);
  const selection = useApp((state) => state.view.selection !== undefined);
  const sideKeys = useKeyLabel('play.side');
  const label = playing ? strings.transport.stop : strings.transport.play;
  const loopLabel = selection ? strings.transport.loopSelection : strings.transport.loop;
  return (
    <section className="transport" id="transport" tabIndex={-1} aria-label={strings.regions.transport}>
      <Tip label={ready ? label : strings.transport.nothing} keys={useKeyLabel('play.toggle')}>
        <Button className="play" aria-label={label} isDisabled={!ready} onPress={play.toggle}>
          {playing ? <Square aria-hidden /> : <Play aria-hidden />}
        </Button>
      </Tip>
      <Segments
        name={strings.transport.compare}
        value={side}
        onChange={play.setSide}
        segments={[
          {
            id: 'source',
            name: strings.transport.a,
            label: <SideLabel letter="A" name={strings.transport.a} />,
            className: 'side source',
            keys: sideKeys,
          },
          {
            id: 'result',
            name: strings.transport.b,
            label: <SideLabel letter="B" name={strings.transport.b} />,
            className: 'side result',
            keys: sideKeys,
          },
        ]}
      />
      <Tip label={loopLabel} keys={useKeyLabel('play.loop')}>
        <ToggleButton
          className={compact ? 'button icon' : 'button'}
          aria-label={loopLabel}
          isSelected={loop}
          onChange={play.toggleLoop}
        >
          <Repeat aria-hidden />
          {compact ? null : loopLabel}
        </ToggleButton>
      </Tip>
      <Clock />
      <span className="spring" />
      {withStatus ? <RenderStatus /> : null}
      {compact ? null : <LevelText />}
      <Meter read={() => player.meter()} active={playing} name={strings.transport.meter} />
    </section>
  );
}

function SideLabel({ letter, name }: { readonly letter: string; readonly name: string }) {
  return (
    <>
      <b>{letter}</b> <span>{name}</span>
    </>
  );
}

/** ms: digits that change faster cannot be read. */
const CLOCK_EVERY = 100;

/** The position, written straight into the page: ten times a second is no work for React. */
function Clock() {
  const { player } = useWorkbench();
  const playing = useApp((state) => state.player.playing);
  const cursor = useApp((state) => state.view.cursor);
  const duration = useApp(durationOfSource);
  const text = useRef<HTMLSpanElement>(null);
  const written = useRef(0);
  useFrames(() => {
    const now = performance.now();
    if (!text.current || (playing && now - written.current < CLOCK_EVERY)) return;
    written.current = now;
    text.current.textContent = clock(playing ? player.position() : cursor);
  }, playing);
  return (
    <span className="clock mono" role="timer" aria-label={strings.transport.position}>
      <span ref={text} className="clock-now" />
      <span className="clock-all">/ {clock(duration)}</span>
    </span>
  );
}

function LevelText() {
  const side = useApp((state) => state.player.side);
  const levels = useApp((state) => (side === 'result' ? state.render.result?.rendered.levels : state.source?.levels));
  if (!levels) return null;
  const full = levels.peakDbfs >= 0;
  return (
    <span className="levels" title={strings.transport.levels(strings.views[side])}>
      {`${strings.transport.peak(decibels(levels.peakDbfs))} \u00b7 ${strings.transport.rms(decibels(levels.rmsDbfs))} \u00b7 `}
      <span className={full ? 'level-full' : ''}>
        {full ? strings.transport.fullScale : strings.transport.noClipping}
      </span>
    </span>
  );
}
