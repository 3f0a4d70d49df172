import { useRef } from 'react';
import { useFrames } from './browser-hooks.ts';
import { decibels } from './format.ts';

export interface LevelBarProps {
  readonly name: string;
  /** Linear, 1 is full scale; what came last. */
  readonly read: () => { readonly peak: number; readonly rms: number };
  readonly active: boolean;
  /** Where peaks shall lie, dBFS. */
  readonly target: readonly [low: number, high: number];
  readonly peakText: (level: string) => string;
  readonly rmsText: (level: string) => string;
}

const FLOOR_DB = -60;
/** As long as a phrase takes: what is said of a level holds as long as its mark. */
export const HOLD_MS = 3000;
/** dB/s */
const FALL = 30;
/** Numbers that change faster cannot be read. */
const TEXT_EVERY_MS = 200;

/** Per cent of the bar, of a level. */
export function placeOf(db: number): number {
  return 100 * Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}

interface Shown {
  peak: number;
  held: number;
  heldAt: number;
  textAt: number;
}

/** A large level: RMS filled, peak as a line and a number that hold for 3 s, the target as a zone behind. */
export function LevelBar({ name, read, active, target, peakText, rmsText }: LevelBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const rms = useRef<HTMLDivElement>(null);
  const peak = useRef<HTMLDivElement>(null);
  const hold = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLParagraphElement>(null);
  const shown = useRef<Shown>({ peak: FLOOR_DB, held: FLOOR_DB, heldAt: 0, textAt: 0 });
  useFrames((passed) => {
    const now = performance.now();
    const level = active ? read() : { peak: 0, rms: 0 };
    const [peakDb, rmsDb] = [20 * Math.log10(level.peak), 20 * Math.log10(level.rms)];
    const state = shown.current;
    state.peak = active ? Math.max(peakDb, state.peak - FALL * passed, FLOOR_DB) : FLOOR_DB;
    if (!active || peakDb >= state.held || now - state.heldAt > HOLD_MS) {
      state.held = Math.max(peakDb, FLOOR_DB);
      state.heldAt = now;
    }
    if (rms.current) rms.current.style.width = `${placeOf(rmsDb)}%`;
    if (peak.current) peak.current.style.width = `${placeOf(state.peak)}%`;
    if (hold.current) hold.current.style.left = `${placeOf(state.held)}%`;
    if (active && now - state.textAt < TEXT_EVERY_MS) return;
    state.textAt = now;
    const heldText = active ? decibels(state.held > FLOOR_DB ? state.held : peakDb) : '\u2013';
    if (text.current)
      text.current.textContent = `${peakText(heldText)} \u00b7 ${rmsText(active ? decibels(rmsDb) : '\u2013')}`;
    bar.current?.setAttribute('aria-valuenow', state.held.toFixed(1));
    bar.current?.setAttribute('aria-valuetext', peakText(heldText));
  }, active);
  return (
    <div className="level">
      <p ref={text} className="level-text mono" />
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot show two levels, a hold and a zone */}
      <div
        ref={bar}
        className="level-bar"
        role="meter"
        aria-label={name}
        aria-valuemin={FLOOR_DB}
        aria-valuemax={0}
        aria-valuenow={FLOOR_DB}
      >
        <div
          className="level-target"
          style={{ left: `${placeOf(target[0])}%`, right: `${100 - placeOf(target[1])}%` }}
        />
        <div ref={peak} className="level-peak" />
        <div ref={rms} className="level-rms" />
        <div ref={hold} className="level-hold" hidden={!active} />
      </div>
    </div>
  );
}
