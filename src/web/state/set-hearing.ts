import type { StoreApi } from 'zustand/vanilla';
import { AppError } from '../../core/base/errors.ts';
import type { Player, Side } from '../services/player.ts';
import { setMapStrings } from '../strings-set-map.ts';
import { takeTurn } from './audition-turn.ts';
import type { Context } from './context.ts';
import { tellPlayFailure } from './play-failure.ts';
import { createSetMeans } from './set-means.ts';
import type { SetsState } from './set-state.ts';
import { findSound } from './sound-names.ts';

/** What sounds of a set are listened to for. */
export interface SetListening extends SetHearing {
  /** Finds the mean f0 of sounds, by file name; those it knows it does not look for again. */
  findMeans(names: readonly string[]): Promise<void>;
}

interface SetHearing {
  /** Plays a row, or stops it. */
  hear(index: number): Promise<void>;
  /** Plays the row's source; once more its sound, at the same place, and on like that. */
  compare(index: number): Promise<void>;
}

export function createSetListening(context: Context, store: StoreApi<SetsState>, audition: Player): SetListening {
  return { ...createSetHearing(context, store, audition), findMeans: createSetMeans(context, store) };
}

/** Rows of a set by ear, beside the workbench's sound. */
function createSetHearing(context: Context, store: StoreApi<SetsState>, audition: Player): SetHearing {
  const { engine, player, notify } = context;
  let hearing: AbortController | undefined;

  function stop(): void {
    hearing?.abort();
    audition.stop();
    // Others listen here, too.
    audition.setClip('source', undefined);
    store.setState({ heard: undefined });
  }

  audition.subscribe(({ playing }) => {
    if (!playing && store.getState().heard?.ready) store.setState({ heard: undefined });
  });
  player.subscribe(({ playing }) => {
    if (playing) audition.stop();
  });

  /** The one sound that a row is made from. @throws AppError source-not-found, size-limit */
  async function sourceOf(index: number) {
    const row = store.getState().plan.rows[index];
    const name: unknown = row && JSON.parse(row.query).file;
    if (typeof name !== 'string') throw new AppError('source-not-found', setMapStrings.noSource);
    const sound = findSound(context.store.getState().library, name)?.sound;
    if (sound === undefined) throw new AppError('source-not-found', setMapStrings.sourceGone(name));
    const clip = await engine.clip(sound.id);
    if (clip === undefined) throw new AppError('size-limit', setMapStrings.sourceLong(name));
    return clip;
  }

  async function play(index: number, side: Side): Promise<void> {
    takeTurn(audition, stop);
    stop();
    const job = new AbortController();
    hearing = job;
    const { text } = store.getState().plan;
    store.setState({ heard: { index, ready: false, side } });
    try {
      const handlers = { signal: job.signal, onProgress: () => undefined };
      const source = side === 'source' ? await sourceOf(index) : undefined;
      const clip = await engine.sets.preview(text, index, handlers);
      if (job.signal.aborted) return;
      player.stop();
      audition.setClip('source', source);
      audition.setClip('result', clip);
      audition.setSide(side);
      // A long clip comes in pieces, and says for each that nothing plays yet.
      await audition.play(0);
      if (!job.signal.aborted) store.setState({ heard: { index, ready: true, side } });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (job.signal.aborted || error.kind === 'cancelled') return;
      store.setState({ heard: undefined });
      tellPlayFailure(context, error);
    }
  }

  /** The other side of what is heard, without a gap. */
  async function turnOver(index: number, side: Side): Promise<void> {
    const job = hearing;
    try {
      const source = side === 'source' ? await sourceOf(index) : undefined;
      if (job?.signal.aborted || store.getState().heard?.index !== index) return;
      if (source) audition.setClip('source', source);
      audition.setSide(side);
      store.setState({ heard: { index, ready: true, side } });
    } catch (thrown) {
      if (!job?.signal.aborted) notify({ text: AppError.from(thrown).message, tone: 'problem' });
    }
  }

  return {
    async hear(index) {
      if (store.getState().heard?.index === index) stop();
      else await play(index, 'result');
    },
    async compare(index) {
      const { heard } = store.getState();
      if (heard?.index !== index) await play(index, 'source');
      else if (heard.ready) await turnOver(index, heard.side === 'source' ? 'result' : 'source');
    },
  };
}
