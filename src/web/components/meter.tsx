import { useRef } from 'react';
import { useFrames, useMedia } from './browser-hooks.ts';
import { type HeardLevel, toDbfs } from './heard-levels.ts';

export interface MeterProps {
  readonly name: string;
  /** Of each channel, as it is heard now. */
  readonly read: () => readonly HeardLevel[];
  readonly channels: number;
  readonly active: boolean;
  /** What the loudest channel's peak is called. */
  readonly text: (dbfs: number) => string;
}

const FLOOR_DB = -48;
const FALL_DB_PER_S = 36;
const HOLD_MS = 1500;
/** ms: motion that was asked to be less, and values for assistive technology. */
const SELDOM = 100;

interface Shown {
  readonly peak: number;
  readonly held: number;
  readonly heldAt: number;
}

const NOTHING: Shown = { peak: FLOOR_DB, held: FLOOR_DB, heldAt: 0 };

/** A lane per channel: RMS filled, the peak behind it, which rises at once and falls slowly, and its hold for 1.5 s. */
export function Meter({ name, read, channels, active, text }: MeterProps) {
  const root = useRef<HTMLDivElement>(null);
  const shown = useRef<readonly Shown[]>([]);
  const drawnAt = useRef(0);
  const told = useRef(0);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  useFrames(() => {
    const now = performance.now();
    const levels = active ? read() : [];
    if (active && still && now - drawnAt.current < SELDOM) return;
    const passed = Math.min((now - drawnAt.current) / 1000, 0.1);
    drawnAt.current = now;
    shown.current = Array.from({ length: channels }, (_, channel) => {
      const level = levels[channel];
      return active ? next(shown.current[channel] ?? NOTHING, toDbfs(level?.peak ?? 0), now, passed) : NOTHING;
    });
    for (const [channel, lane] of Array.from(root.current?.children ?? []).entries()) {
      const { peak, held } = shown.current[channel] ?? NOTHING;
      place(lane, [peak, active ? toDbfs(levels[channel]?.rms ?? 0) : FLOOR_DB], held);
    }
    if (active && now - told.current < SELDOM) return;
    told.current = now;
    const held = Math.max(FLOOR_DB, ...shown.current.map((each) => each.held));
    root.current?.setAttribute('aria-valuenow', held.toFixed(1));
    root.current?.setAttribute('aria-valuetext', text(held > FLOOR_DB ? held : Number.NEGATIVE_INFINITY));
  }, active);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a meter element cannot show channels, two levels and a hold
    <div
      ref={root}
      className="meter"
      role="meter"
      aria-label={name}
      aria-valuemin={FLOOR_DB}
      aria-valuemax={0}
      aria-valuenow={FLOOR_DB}
    >
      {Array.from({ length: channels }, (_, channel) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: channels are known by their place
        <div key={channel} className="meter-lane">
          <Bar kind="peak" />
          <Bar kind="rms" />
          <div className="meter-hold" />
        </div>
      ))}
    </div>
  );
}

/** The window on the colours moves one way, the colours in it the other, which nothing is painted for. */
function Bar({ kind }: { readonly kind: 'peak' | 'rms' }) {
  return (
    <div className={`meter-window ${kind}`}>
      <div className="meter-fill" />
    </div>
  );
}

function next({ peak, held, heldAt }: Shown, dbfs: number, now: number, seconds: number): Shown {
  const level = Math.max(dbfs, peak - FALL_DB_PER_S * seconds, FLOOR_DB);
  return dbfs >= held || now - heldAt > HOLD_MS
    ? { peak: level, held: Math.max(dbfs, FLOOR_DB), heldAt: now }
    : { peak: level, held, heldAt };
}

/** @param levels of the bars, dBFS */
function place(lane: Element, levels: readonly number[], held: number): void {
  const [hold] = Array.from(lane.children).slice(-1);
  for (const [index, dbfs] of levels.entries()) {
    const bar = lane.children[index];
    const fill = bar?.firstElementChild;
    const hidden = 100 * Math.min(Math.max(dbfs / FLOOR_DB, 0), 1);
    if (bar instanceof HTMLElement) bar.style.transform = `translateX(${-hidden}%)`;
    if (fill instanceof HTMLElement) fill.style.transform = `translateX(${hidden}%)`;
  }
  if (!(hold instanceof HTMLElement)) return;
  hold.hidden = held <= FLOOR_DB;
  hold.style.left = `${100 * (1 - Math.max(held, FLOOR_DB) / FLOOR_DB)}%`;
}
