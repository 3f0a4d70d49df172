import type { StoreApi } from 'zustand/vanilla';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Side } from '../services/player.ts';
import type { SoundStream } from '../services/streamed-sound.ts';
import { sideStrings } from '../strings-sides.ts';
import type { Context } from './context.ts';
import { setMonitor } from './monitor.ts';
import type { SetsState } from './set-state.ts';
import type { OtherSide, SideChoice, SideSound } from './side-choice.ts';
import { planSide, type SidePlan } from './side-plan.ts';
import { soundStream } from './sound-stream.ts';

export interface OtherSides {
  /** Something else is heard as a side from when it is made; undefined is source or result again. */
  choose(side: Side, choice: SideChoice | undefined): Promise<void>;
}

const SIDES: readonly Side[] = ['source', 'result'];
const t = sideStrings;

/** ms without a change of the recipe before what depends on it is made anew: what is dragged goes first. */
const REST_MS = 250;

/** What was chosen for a side, and what is held of the engine for it. */
interface Chosen {
  readonly choice: SideChoice;
  plan: SidePlan;
  job: AbortController | undefined;
  /** The result that is heard, to be released. */
  rendered: string | undefined;
  stopTimer: () => void;
}

interface Made {
  readonly audible: Clip | SoundStream;
  readonly sound: SideSound;
  readonly rendered: string | undefined;
}

const NOTHING = () => undefined;

/** Other sounds in the place of source and result, for listening only; no part of the document. */
export function createOtherSides(context: Context, sets: StoreApi<SetsState>): OtherSides {
  const { store, engine, player, page, notify } = context;
  const chosen: Partial<Record<Side, Chosen>> = {};

  const planOf = (choice: SideChoice) => planSide(store.getState(), sets.getState().plan.rows, choice);

  function show(side: Side, other: OtherSide | undefined): void {
    const { others, clips } = store.getState().monitor;
    const { [side]: _, ...rest } = others;
    const next = other ? { ...rest, [side]: other } : rest;
    const sounds = others[side]?.sound?.id !== other?.sound?.id;
    // What was clipped was of another sound.
    setMonitor(store, { others: next, ...(sounds && clips?.side === side ? { clips: undefined } : {}) });
  }

  function release(id: string | undefined): void {
    // A result that is already gone is as good as released.
    if (id !== undefined) engine.release(id).catch(NOTHING);
  }

  function back(side: Side): void {
    const mine = chosen[side];
    if (!mine) return;
    delete chosen[side];
    mine.job?.abort();
    mine.stopTimer();
    player.setOther(side, undefined, true);
    release(mine.rendered);
    show(side, undefined);
  }

  async function make(side: Side, mine: Chosen): Promise<void> {
    mine.stopTimer();
    mine.job?.abort();
    const job = new AbortController();
    mine.job = job;
    const { plan, choice } = mine;
    try {
      const made = await fetch(plan, job.signal);
      if (job.signal.aborted) return release(made.rendered);
      release(mine.rendered);
      mine.rendered = made.rendered;
      player.setOther(side, made.audible, plan.keepsTime);
      show(side, { choice, name: mine.plan.name, keepsTime: plan.keepsTime, sound: made.sound });
    } catch (thrown) {
      if (job.signal.aborted) return;
      back(side);
      const error = AppError.from(thrown);
      if (error.kind !== 'cancelled') notify({ text: t.failed[side](error.message), tone: 'problem' });
    }
  }

  async function fetch({ from }: SidePlan, signal: AbortSignal): Promise<Made> {
    if ('sound' in from) {
      const { sound } = from;
      const [clip, levels] = await Promise.all([engine.clip(sound.id), engine.levels(sound.id)]);
      const audible = clip ?? soundStream(engine, sound.id, sound, notify);
      return { audible, sound: { id: sound.id, shape: sound, levels }, rendered: undefined };
    }
    const { id, shape, levels, clip } = await engine.render(from.query, { signal, onProgress: NOTHING });
    const audible = clip ?? soundStream(engine, id, shape, notify);
    return { audible, sound: { id, shape, levels }, rendered: id };
  }

  /** Sounds, recipe or rows may be others now. */
  function look(side: Side, isOtherSource: boolean): void {
    const mine = chosen[side];
    if (!mine) return;
    const plan = planOf(mine.choice);
    if (plan === 'wrong') return;
    if (plan === 'gone' || plan === 'long') {
      back(side);
      const text = (plan === 'gone' ? t.gone : t.longNow)[side](mine.plan.name);
      notify({ text, tone: 'info' });
      return;
    }
    const isOther = plan.key !== mine.plan.key;
    const isStale = isOther && isOtherSource;
    const isRenamed = plan.name !== mine.plan.name;
    mine.plan = plan;
    const shown = store.getState().monitor.others[side];
    if (isStale) {
      // What was made of another sound is not heard with this one.
      mine.job?.abort();
      player.setOther(side, undefined, true);
      show(side, { choice: mine.choice, name: plan.name, keepsTime: plan.keepsTime, sound: undefined });
    } else if (isRenamed && shown) show(side, { ...shown, name: plan.name });
    if (!isOther) return;
    mine.stopTimer();
    mine.stopTimer = page.after(REST_MS, () => void make(side, mine));
  }

  store.subscribe((state, before) => {
    const isOtherSource = state.source?.sound !== before.source?.sound;
    const isSame =
      !isOtherSource &&
      state.library === before.library &&
      state.recipe.present === before.recipe.present &&
      state.listening === before.listening;
    if (!isSame) for (const side of SIDES) look(side, isOtherSource);
  });
  sets.subscribe(({ plan }, before) => {
    // Until they are planned anew, the rows are those of before.
    if (plan.status === 'ready' && plan !== before.plan) for (const side of SIDES) look(side, false);
  });

  return {
    async choose(side, choice) {
      if (choice === undefined) return back(side);
      const plan = planOf(choice);
      if (typeof plan === 'string') {
        notify({ text: { gone: t.noneGone, wrong: t.wrong, long: t.long }[plan], tone: 'problem' });
        return;
      }
      back(side);
      const mine: Chosen = { choice, plan, job: undefined, rendered: undefined, stopTimer: NOTHING };
      chosen[side] = mine;
      show(side, { choice, name: plan.name, keepsTime: plan.keepsTime, sound: undefined });
      await make(side, mine);
    },
  };
}
