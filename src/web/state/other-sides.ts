import type { StoreApi } from 'zustand/vanilla';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Side } from '../services/player.ts';
import type { SoundStream } from '../services/streamed-sound.ts';
import { sideStrings } from '../strings-sides.ts';
import type { News } from './app-state.ts';
import type { Context } from './context.ts';
import { setMonitor } from './monitor.ts';
import type { SetsState } from './set-state.ts';
import type { OtherSide, SideChoice, SideSound } from './side-choice.ts';
import { type NoPlan, planSide, type SidePlan } from './side-plan.ts';
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
  /** What was made last: heard, unless another source was opened since. */
  made: Made | undefined;
  stopTimer: () => void;
}

interface Made {
  /** As its plan says. */
  readonly of: string;
  readonly audible: Clip | SoundStream;
  readonly sound: SideSound;
  /** A result, to be released. */
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
    silence(side, mine);
    const { made } = mine;
    mine.made = undefined;
    release(made?.rendered);
    show(side, undefined);
  }

  /** Nothing more is made, and the side's own sound is heard. */
  function silence(side: Side, mine: Chosen): void {
    mine.job?.abort();
    mine.stopTimer();
    player.setOther(side, undefined, true);
  }

  /** The same for a choice that stays. */
  function forget(side: Side, mine: Chosen, waits: boolean): void {
    silence(side, mine);
    const { choice, plan } = mine;
    show(side, { choice, name: plan.name, keepsTime: plan.keepsTime, waits, sound: undefined });
  }

  async function make(side: Side, mine: Chosen): Promise<void> {
    mine.stopTimer();
    mine.job?.abort();
    const job = new AbortController();
    mine.job = job;
    const { plan, choice, made: old } = mine;
    try {
      const made = old?.of === plan.of ? old : await fetch(mine, plan, job.signal);
      if (job.signal.aborted) return release(made.rendered);
      mine.made = made;
      try {
        player.setOther(side, made.audible, plan.keepsTime);
      } finally {
        // Not before: until then it is heard, and may be read.
        if (made !== old) release(old?.rendered);
      }
      show(side, { choice, name: mine.plan.name, keepsTime: plan.keepsTime, sound: made.sound });
    } catch (thrown) {
      if (job.signal.aborted) return;
      back(side);
      const error = AppError.from(thrown);
      if (error.kind !== 'cancelled') notify({ text: t.failed[side](error.message), tone: 'problem' });
    }
  }

  async function fetch(mine: Chosen, { from, of }: SidePlan, signal: AbortSignal): Promise<Made> {
    // A read that was on its way when its sound was replaced has failed for nobody.
    const tellOf = (id: string) => (news: News) => (mine.made?.sound.id === id ? notify(news) : undefined);
    if ('sound' in from) {
      const { sound } = from;
      const [clip, levels] = await Promise.all([engine.clip(sound.id), engine.levels(sound.id)]);
      const audible = clip ?? soundStream(engine, sound.id, sound, tellOf(sound.id));
      return { of, audible, sound: { id: sound.id, shape: sound, levels }, rendered: undefined };
    }
    const { id, shape, levels, clip } = await engine.render(from.query, { signal, onProgress: NOTHING });
    const audible = clip ?? soundStream(engine, id, shape, tellOf(id));
    return { of, audible, sound: { id, shape, levels }, rendered: id };
  }

  /** Sounds, recipe or rows may be others now. */
  function look(side: Side, isOtherSource: boolean): void {
    const mine = chosen[side];
    if (!mine) return;
    const plan = planOf(mine.choice);
    if (plan === 'wrong') {
      if (!isOtherSource) return;
      // A recipe that is mended makes it of the sound that is open then.
      mine.plan = { ...mine.plan, key: '' };
      forget(side, mine, true);
      return;
    }
    if (typeof plan === 'string') {
      back(side);
      notify({ text: lost(plan, side, mine.plan.name), tone: 'info' });
      return;
    }
    const isOther = plan.key !== mine.plan.key;
    const isStale = isOther && isOtherSource;
    const isRenamed = plan.name !== mine.plan.name;
    mine.plan = plan;
    const shown = store.getState().monitor.others[side];
    // What was made of another sound is not heard with this one.
    if (isStale) forget(side, mine, false);
    else if (shown && (isRenamed || shown.waits)) show(side, { ...shown, name: plan.name, waits: false });
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
        const text = { gone: t.noneGone, closed: t.noneOpen, wrong: t.wrong, long: t.long }[plan];
        notify({ text, tone: 'problem' });
        return;
      }
      back(side);
      const mine: Chosen = { choice, plan, job: undefined, made: undefined, stopTimer: NOTHING };
      chosen[side] = mine;
      show(side, { choice, name: plan.name, keepsTime: plan.keepsTime, sound: undefined });
      await make(side, mine);
    },
  };
}

/** Why a side is again what it always is. */
function lost(why: Exclude<NoPlan, 'wrong'>, side: Side, name: string): string {
  return why === 'closed' ? t.closed[side] : (why === 'gone' ? t.gone : t.longNow)[side](name);
}
