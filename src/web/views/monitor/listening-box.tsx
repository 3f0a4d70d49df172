import '../../styles/monitor.css';
import '../../styles/output.css';
import { useEffect, useState } from 'react';
import { decibels } from '../../components/format.ts';
import { type HeardLevel, levelsOfHeard, RMS_S, toDbfs } from '../../components/heard-levels.ts';
import { SwitchRow } from '../../components/switch-row.tsx';
import type { AppState } from '../../state/app-state.ts';
import { toggleBlind } from '../../state/blind.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { type MonitorState, setMonitor } from '../../state/monitor.ts';
import { sideName, soundOfSide } from '../../state/other-side.ts';
import { strings } from '../../strings.ts';
import { commandStrings } from '../../strings-commands.ts';
import { monitorStrings } from '../../strings-monitor.ts';
import { OnsetDetails } from './onset-details.tsx';
import { OutputChoice } from './output-choice.tsx';
import { RateLine } from './rate-line.tsx';
import { SideChoices } from './side-choices.tsx';
import { useMonitoredChannels } from './use-monitored-channels.ts';

const t = monitorStrings;

/** How both sides are listened to, and what their levels are in numbers. */
export function ListeningBox({ onClose }: { readonly onClose?: () => void }) {
  const bench = useWorkbench();
  const { matched, trimDb, blind } = useApp((state) => state.monitor);
  const comparable = useApp((state) => soundOfSide(state, 'result') !== undefined);
  const hidden = blind !== undefined;
  const trim = useApp((state) => trimText(state, trimDb, hidden));
  return (
    <div className="listen-box">
      <SwitchRow
        label={t.match}
        detail={matched ? trim : t.matchDetail}
        on={matched}
        onChange={(on) => setMonitor(bench.store, { matched: on })}
      />
      <SwitchRow
        label={t.blind}
        detail={comparable || hidden ? t.blindDetail : commandStrings.reasons.result}
        on={hidden}
        disabled={!comparable && !hidden}
        onChange={() => toggleBlind(bench)}
      />
      {hidden ? null : <SideChoices onClose={onClose} />}
      <OutputChoice />
      {/* Rates and channels may be those of one side alone. */}
      {hidden ? null : (
        <>
          <RateLine />
          <LevelTable />
        </>
      )}
      <OnsetDetails />
    </div>
  );
}

function trimText(state: AppState, trim: MonitorState['trimDb'], blind: boolean): string {
  if (!trim) return t.noTrim;
  if (Math.abs(trim.db) < 0.05) return t.even;
  const db = decibels(trim.db);
  return blind ? t.trimmedBlind(db) : t.trimmed(sideName(state, trim.side), db);
}

/** Numbers that change faster cannot be read. */
const EVERY_MS = 200;

/** Peak and RMS of each channel while something is heard. */
function LevelTable() {
  const { player } = useWorkbench();
  const playing = useApp((state) => state.player.playing);
  const channels = useMonitoredChannels();
  const [levels, setLevels] = useState<readonly HeardLevel[]>([]);
  useEffect(() => {
    if (!playing) return setLevels([]);
    const timer = setInterval(() => setLevels(levelsOfHeard(player.heard(RMS_S))), EVERY_MS);
    return () => clearInterval(timer);
  }, [player, playing]);
  return (
    <>
      <table className="listening-levels">
        <thead>
          <tr>
            <th scope="col">{t.levels}</th>
            <th scope="col">{t.peak}</th>
            <th scope="col">{t.rms}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: channels }, (_, channel) => {
            const level = levels[channel];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: channels are known by their place
              <tr key={channel}>
                <th scope="row">{channelName(channel, channels)}</th>
                <td className="mono">{level ? decibels(toDbfs(level.peak)) : '\u2013'}</td>
                <td className="mono">{level ? decibels(toDbfs(level.rms)) : '\u2013'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="quiet listening-note">{t.reference}</p>
    </>
  );
}

function channelName(channel: number, of: number): string {
  if (of === 1) return t.mono;
  if (of === 2) return channel === 0 ? strings.views.left : strings.views.right;
  return strings.views.channelNumber(channel);
}
