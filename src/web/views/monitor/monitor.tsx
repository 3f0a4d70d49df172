import '../../styles/monitor.css';
import { Headphones, X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useFrames } from '../../components/browser-hooks.ts';
import { decibels, seconds } from '../../components/format.ts';
import { levelsOfHeard, loudestOf, RMS_S } from '../../components/heard-levels.ts';
import { Meter } from '../../components/meter.tsx';
import { BoxPopup } from '../../components/popup.tsx';
import { Tip } from '../../components/tip.tsx';
import type { Listener, Player } from '../../services/player.ts';
import type { Clips } from '../../state/clip-latch.ts';
import { createClipWatch } from '../../state/clip-watch.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { gainOf, playedOf, rmsOfPlayed, trimOf } from '../../state/loudness.ts';
import { setMonitor } from '../../state/monitor.ts';
import { sideName, soundOfSide } from '../../state/other-side.ts';
import { strings } from '../../strings.ts';
import { monitorStrings } from '../../strings-monitor.ts';
import { useKeyLabel } from '../use-keys.ts';
import { ListeningBox } from './listening-box.tsx';
import { useFocusBack } from './use-focus-back.ts';
import { useMonitoredChannels } from './use-monitored-channels.ts';

const t = monitorStrings;

/** Levels of what is heard, its clipping, and how both sides are listened to. */
export function Monitor({ compact }: { readonly compact: boolean }) {
  const playing = useApp((state) => state.player.playing);
  const channels = useMonitoredChannels();
  const read = useReading();
  useClipWatch(playing);
  useMatching();
  useGapNotice();
  return (
    <>
      {compact ? null : <LevelText />}
      <ClipLatch />
      <Meter
        read={read}
        channels={channels}
        active={playing}
        name={strings.transport.meter}
        text={(level) => strings.transport.peak(decibels(level))}
      />
      {compact ? null : <ListeningButton />}
    </>
  );
}

/** What the meter shows. */
function useReading() {
  const { player, store } = useWorkbench();
  return useCallback(() => {
    const levels = levelsOfHeard(player.heard(RMS_S));
    return store.getState().monitor.blind ? loudestOf(levels) : levels;
  }, [player, store]);
}

/** What is heard, watched for clipping: to the last sample, which was heard when nothing plays any more. */
function useClipWatch(playing: boolean): void {
  const { player, store } = useWorkbench();
  const listener = useRef<Listener>(undefined);
  const watch = useMemo(() => createClipWatch(store), [store]);
  useEffect(() => {
    const mine = player.listen();
    listener.current = mine;
    return () => {
      // Another screen has a monitor of its own, which begins where this one ends.
      watch(mine.take());
      mine.leave();
    };
  }, [player, watch]);
  useFrames(() => watch(listener.current?.take() ?? []), playing);
}

/** Turns the louder side down as long as that is wanted. What was measured last stands until it is measured anew. */
function useMatching(): void {
  const { store, player, engine } = useWorkbench();
  const matched = useApp((state) => state.monitor.matched);
  const played = useApp((state) => (state.monitor.matched ? playedOf(state) : ''));
  useEffect(() => {
    let current = true;
    const trim = (trimDb: ReturnType<typeof trimOf>) => {
      setMonitor(store, { trimDb });
      for (const side of ['source', 'result'] as const) player.setTrim(side, gainOf(trimDb, side));
    };
    if (!matched) {
      if (store.getState().monitor.trimDb) trim(undefined);
    } else if (played !== '') {
      rmsOfPlayed(store.getState(), engine).then(
        (rms) => (current ? trim(rms && trimOf(rms)) : undefined),
        // What was measured of another sound is not true of this one.
        () => (current ? trim(undefined) : undefined),
      );
    }
    return () => {
      current = false;
    };
  }, [matched, played, store, player, engine]);
}

/** Whose first gap was told. */
const told = new WeakSet<Player>();

function useGapNotice(): void {
  const { player, settings } = useWorkbench();
  const isDry = useApp((state) => state.player.gaps > 0);
  useEffect(() => {
    if (!isDry || told.has(player)) return;
    told.add(player);
    settings.notify({ text: t.gap, tone: 'problem' });
  }, [isDry, player, settings]);
}

function LevelText() {
  const blind = useApp((state) => state.monitor.blind !== undefined);
  const side = useApp((state) => state.player.side);
  const trim = useApp((state) => state.monitor.trimDb);
  const levels = useApp((state) => soundOfSide(state, side)?.levels);
  const name = useApp((state) => sideName(state, side));
  if (blind) return <span className="levels">{t.hidden}</span>;
  if (!levels) return null;
  const full = levels.peakDbfs >= 0;
  const { peak, rms, fullScale, noClipping } = strings.transport;
  return (
    <span className="levels" title={strings.transport.levels(name)}>
      {`${peak(decibels(levels.peakDbfs))} \u00b7 ${rms(decibels(levels.rmsDbfs))} \u00b7 `}
      <span className={full ? 'level-full' : ''}>{full ? fullScale : noClipping}</span>
      {trim?.side === side ? <span className="level-trim">{` \u00b7 ${t.short(decibels(trim.db))}`}</span> : null}
    </span>
  );
}

/** Stays until it is cleared. */
function ClipLatch() {
  const clips = useApp((state) => state.monitor.clips);
  return clips ? <Latch clips={clips} /> : null;
}

function Latch({ clips }: { readonly clips: Clips }) {
  const { store } = useWorkbench();
  const blind = useApp((state) => state.monitor.blind !== undefined);
  const keys = useKeyLabel('play.clips');
  const name = useApp((state) => sideName(state, clips.side));
  const button = useRef<HTMLButtonElement>(null);
  useFocusBack(button);
  const told = t.clips(name, clips.count, seconds(clips.first));
  const text = blind ? t.clipsBlind(clips.count) : told;
  return (
    <Tip label={t.clear(text)} keys={keys}>
      <Button
        ref={button}
        className="clip-latch"
        aria-label={t.clear(text)}
        onPress={() => setMonitor(store, { clips: undefined })}
      >
        <span className="clip-text">{text}</span>
        <X aria-hidden />
      </Button>
    </Tip>
  );
}

function ListeningButton() {
  const changed = useApp(
    ({ monitor: { matched, blind, others } }) =>
      matched || blind !== undefined || Boolean(others.source ?? others.result),
  );
  const button = (
    <Tip label={t.open}>
      <Button className={changed ? 'button icon bare changed' : 'button icon bare'} aria-label={t.open}>
        <Headphones aria-hidden />
      </Button>
    </Tip>
  );
  return (
    <BoxPopup label={t.title} className="listening-box" placement="top end" button={button}>
      {(close) => <ListeningBox onClose={close} />}
    </BoxPopup>
  );
}
