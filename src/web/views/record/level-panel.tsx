import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useFrames } from '../../components/browser-hooks.ts';
import { seconds } from '../../components/format.ts';
import { HOLD_MS, LevelBar, placeOf } from '../../components/level-bar.tsx';
import { useWorkbench } from '../../state/hooks.ts';
import { deskStrings } from '../../strings-record-desk.ts';
import { useRecording } from './use-recording.ts';

/** dBFS of the loudest sample. */
const TARGET = [-18, -6] as const;
const NOTHING_DB = -70;
const MARKS = [-60, -48, -36, -24, -18, -12, -6, 0];

type Word = 'closed' | 'nothing' | 'quiet' | 'good' | 'loud';

/** Peak and RMS of each channel, what that means in a word, and whether anything was cut. */
export function LevelPanel() {
  const { recording } = useWorkbench();
  const channels = useRecording((state) => state.granted?.channels ?? 1);
  const active = useRecording((state) => state.granted !== undefined);
  const t = deskStrings.level;
  return (
    <section className="levels-panel" aria-label={t.name('')}>
      <div className="levels-head">
        <LevelWord active={active} />
        <Clips />
      </div>
      {Array.from({ length: channels }, (_, channel) => (
        <LevelBar
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          key={channel}
          name={t.name(channels === 1 ? '' : channel === 0 ? t.left : t.right)}
          active={active}
          target={TARGET}
          read={() => recording.live.levels[channel] ?? { peak: 0, rms: 0 }}
          peakText={t.peak}
          rmsText={t.rms}
        />
      ))}
      <div className="level-scale mono" aria-hidden>
        {MARKS.map((mark) => (
          <span key={mark} style={{ left: `${placeOf(mark)}%` }}>
            {mark === 0 ? '0' : `\u2212${-mark}`}
          </span>
        ))}
      </div>
      <p className="quiet level-help">{t.help}</p>
    </section>
  );
}

function LevelWord({ active }: { readonly active: boolean }) {
  const { recording } = useWorkbench();
  const [word, setWord] = useState<Word>('closed');
  const loudest = useRef({ db: Number.NEGATIVE_INFINITY, at: 0 });
  useFrames(() => {
    const peak = Math.max(0, ...recording.live.levels.map((level) => level.peak));
    const db = 20 * Math.log10(peak);
    const now = performance.now();
    if (db >= loudest.current.db || now - loudest.current.at > HOLD_MS) loudest.current = { db, at: now };
    setWord(active ? wordOf(loudest.current.db) : 'closed');
  }, active);
  return <strong className={`level-word ${word}`}>{deskStrings.level[word]}</strong>;
}

function wordOf(db: number): Word {
  if (db < NOTHING_DB) return 'nothing';
  if (db < TARGET[0]) return 'quiet';
  return db > TARGET[1] ? 'loud' : 'good';
}

/** Stays until it is cleared. */
function Clips() {
  const { recording } = useWorkbench();
  const clips = useRecording((state) => state.clips);
  const t = deskStrings.level;
  if (!clips) return <span className="quiet">{t.noClips}</span>;
  return (
    <span className="clips">
      {t.clips(clips.count, seconds(clips.first))}
      <Button className="link" onPress={recording.clearClips}>
        {t.clear}
      </Button>
    </span>
  );
}
