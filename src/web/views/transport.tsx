import { Play, Repeat, Square } from 'lucide-react';
import { useRef } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { useFrames } from '../components/browser-hooks.ts';
import { clock } from '../components/format.ts';
import { later } from '../components/later.tsx';
import { type Segment, Segments } from '../components/segments.tsx';
import { Tip } from '../components/tip.tsx';
import type { Side } from '../services/player.ts';
import { type AppState, durationOfSource } from '../state/app-state.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { sideName } from '../state/other-side.ts';
import { strings } from '../strings.ts';
import { RenderStatus } from './recipe/render-status.tsx';
import { useKeyLabel } from './use-keys.ts';

const Monitor = later(async () => (await import('./monitor/monitor.tsx')).Monitor);
const SideNotes = later(async () => (await import('./monitor/side-notes.tsx')).SideNotes);
const OutputBar = later(async () => (await import('./monitor/output-bar.tsx')).OutputBar);

export interface TransportProps {
  /** Where the recipe is out of sight, progress and cancel stand here. */
  readonly withStatus: boolean;
  readonly compact?: boolean;
}

export function Transport({ withStatus, compact = false }: TransportProps) {
  const { play } = useWorkbench();
  const playing = useApp((state) => state.player.playing);
  const loop = useApp((state) => state.player.loop);
  const monitored = useApp(({ source, render }) => source !== undefined || render.result !== undefined);
  // The samples are there, and those of a longer sound where they can be played from.
  const ready = useApp(({ source, player }) => source !== undefined && player.duration > 0);
  const others = useApp(({ monitor }) => monitor.others.source ?? monitor.others.result);
  const trouble = useApp((state) => state.monitor.trouble !== undefined);
  const selection = useApp((state) => state.view.selection !== undefined);
  const label = playing ? strings.transport.stop : strings.transport.play;
  const loopLabel = selection ? strings.transport.loopSelection : strings.transport.loop;
  return (
    <section className="transport" id="transport" tabIndex={-1} aria-label={strings.regions.transport}>
      {/* What is disabled has no tip. */}
      <span title={ready ? undefined : strings.transport.nothing}>
        <Tip label={label} keys={useKeyLabel('play.toggle')}>
          <Button className="play" aria-label={label} isDisabled={!ready} onPress={play.toggle}>
            {playing ? <Square aria-hidden /> : <Play aria-hidden />}
          </Button>
        </Tip>
      </span>
      <Sides />
      {others ? <SideNotes /> : null}
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
      {monitored ? <Monitor compact={compact} /> : null}
      {trouble ? <OutputBar /> : null}
    </section>
  );
}

/** Which side is heard; while the names are hidden, by the number that was drawn for it. */
function Sides() {
  const { play } = useWorkbench();
  const side = useApp((state) => state.player.side);
  const blind = useApp((state) => state.monitor.blind);
  const keys = useKeyLabel('play.side');
  const names = { source: useApp(nameOf.source), result: useApp(nameOf.result) };
  const order = blind === 'result' ? (['result', 'source'] as const) : (['source', 'result'] as const);
  return (
    <Segments
      name={strings.transport.compare}
      value={side}
      onChange={play.setSide}
      segments={order.map((id, place) => (blind ? numbered(id, place + 1, keys) : named(id, names[id], keys)))}
    />
  );
}

const nameOf = {
  source: (state: AppState) => sideName(state, 'source'),
  result: (state: AppState) => sideName(state, 'result'),
};

function named(id: Side, name: string, keys: string | undefined): Segment<Side> {
  const label = (
    <>
      <b>{id === 'source' ? 'A' : 'B'}</b> <span>{name}</span>
    </>
  );
  return { id, name, label, className: `side ${id}`, keys };
}

function numbered(id: Side, number: number, keys: string | undefined): Segment<Side> {
  return { id, name: strings.transport.blind(number), label: <b>{number}</b>, className: 'side', keys };
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
