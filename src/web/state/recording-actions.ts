import { AppError } from '../../core/base/errors.ts';
import type { Recorder } from '../services/recorder.ts';
import type { Refusal } from '../services/recording-obstacle.ts';
import { strings } from '../strings.ts';
import type { TakeNews } from '../workers/take-service.ts';
import { COLUMN_FRAMES } from '../worklets/capture-block.ts';
import { mayEdit } from './app-state.ts';
import { takeTurn } from './audition-turn.ts';
import type { Context } from './context.ts';
import { GrowingPeaks } from './growing-peaks.ts';
import { localTime } from './local-time.ts';
import { tellPlayFailure } from './play-failure.ts';
import type { SoundRecord } from './project-doc.ts';
import type { RecordActions, RecordParts } from './recording.ts';
import { keepChoices } from './recording-choices.ts';
import { nextRecording, type RecordingEffect, type RecordingEvent } from './recording-machine.ts';
import { isTaking, promptsOf, type RecordState } from './recording-state.ts';
import { soundStream } from './sound-stream.ts';
import { type Granted, isRaw, type OpenTake, type TakeEnd } from './take-facts.ts';
import { watchFlow } from './take-flow.ts';
import { takeName } from './take-names.ts';

/** Bytes that are left free: a disk that is full to the brim keeps nothing of what else is done. */
const RESERVE_BYTES = 32e6;
const SAMPLE_BYTES = 4;
const LOOK_AT_ROOM_MS = 5000;

/** What is done with the microphone and with takes. */
export function createRecordActions(
  context: Context,
  { store, live, library, audition, recorder }: RecordParts,
): Omit<RecordActions, 'store' | 'live'> {
  const { store: app, page, engine, notify } = context;
  let peaks = new GrowingPeaks(COLUMN_FRAMES);
  let stopLooking: () => void = () => undefined;
  /** Those who wait until no take runs. */
  const waiting: (() => void)[] = [];

  function happens(event: RecordingEvent): void {
    const before = store.getState().phase;
    const { now, effects } = nextRecording(before, event);
    store.setState({ phase: now });
    const taking = isTaking(now);
    if (taking !== isTaking(before)) {
      app.setState({ recording: taking });
      page.holdOpen('take', taking);
    }
    page.setMark('take', now.phase === 'recording' ? strings.record.mark : undefined);
    for (const effect of effects) void carryOut(effect);
    if (!taking) {
      for (const resolve of waiting.splice(0)) resolve();
    }
  }

  async function carryOut(effect: RecordingEffect): Promise<void> {
    if (effect === 'open') await open();
    else if (effect === 'begin') await begin();
    else if (effect === 'close') closeMicrophone();
    else await finish(effect.finish);
  }

  function closeMicrophone(): void {
    stopLooking();
    recorder?.close();
    live.levels = [];
    store.setState({ granted: undefined, monitoring: false });
  }

  async function open(): Promise<void> {
    closeMicrophone();
    store.setState({ refusal: undefined, clips: undefined });
    try {
      if (!recorder) throw new AppError('device-unavailable', 'There is nothing to record with.');
      store.setState({ granted: await openChosen(recorder) });
      void readDevices();
      void lookAtRoom();
      happens('opened');
    } catch (thrown) {
      const { details, message, kind } = AppError.from(thrown);
      const why = (kind === 'unavailable' ? details['refusal'] : undefined) as Refusal | undefined;
      store.setState({ refusal: { kind: why ?? 'failed', reason: message } });
      happens('refused');
    }
  }

  /** What is chosen by the time it is open: the browser may ask a person first, who chooses on meanwhile. */
  async function openChosen(given: Recorder): Promise<Granted> {
    for (;;) {
      const { device, channels } = store.getState().choices;
      const granted = await given.open({ device, channels });
      const { choices } = store.getState();
      if (choices.device === device && choices.channels === channels) return granted;
    }
  }

  async function begin(): Promise<void> {
    const { granted, choices, prompt } = store.getState();
    try {
      if (!recorder || !granted) throw new AppError('device-unavailable', 'No microphone is open.');
      void askToKeep();
      const now = page.now();
      const text = promptsOf(choices)[prompt] ?? '';
      const taken = new Set([...app.getState().library, ...app.getState().bin].map(({ name }) => name));
      const name = takeName(choices.pattern, { prompt: text, talker: choices.talker, now }, taken);
      const take: OpenTake = {
        ...{ id: crypto.randomUUID(), name, talker: choices.talker.trim(), created: now },
        tags: isRaw(granted) ? [] : [strings.record.processedTag],
        facts: {
          ...{ started: localTime(now), granted, prompt: text, gaps: [], gapCount: 0, clipped: 0 },
          // Until it is known better.
          ended: 'killed',
        },
      };
      peaks = new GrowingPeaks(COLUMN_FRAMES);
      live.gaps = [];
      // Its wave was in these.
      store.setState({ last: undefined });
      audition.stop();
      await recorder.begin(take);
      const begun = { name, prompt: text, frames: 0, safe: 0, gapCount: 0 };
      store.setState({ take: begun, clips: undefined });
      happens('begun');
      const frames = () => {
        const { take: now } = store.getState();
        return now?.name === name ? now.frames : undefined;
      };
      watchFlow(page, frames, () => notify({ text: strings.record.stalled(name), tone: 'problem' }));
    } catch (thrown) {
      notify({ text: strings.record.notBegun(AppError.from(thrown).message), tone: 'problem' });
      happens('not-begun');
    }
  }

  async function finish(why: TakeEnd): Promise<void> {
    const { take, granted } = store.getState();
    let last: RecordState['last'];
    try {
      const record = await recorder?.finish(why);
      if (record) {
        library.admit(record);
        // With what was told while it was being finished.
        const { frames = 0 } = store.getState().take ?? {};
        if (granted && frames > 0) last = { name: record.name, frames, sampleRate: granted.sampleRate };
        app.setState({ saving: mayEdit(app.getState()) ? { status: 'saved', at: page.now() } : app.getState().saving });
        tellEnd(record, why);
        if (why === 'stopped') turnPrompt(1);
      } else notify({ text: strings.record.nothingCame, tone: 'problem' });
    } catch (thrown) {
      const reason = AppError.from(thrown).message;
      notify({ text: strings.record.notAdded(take?.name ?? '', reason), tone: 'problem' });
      // Of a writer that is gone, another one finds what it had written.
      void recover();
    } finally {
      store.setState({ take: undefined, last });
      happens('ended');
    }
  }

  function tellEnd({ name }: SoundRecord, why: TakeEnd): void {
    if (why === 'full') notify({ text: strings.record.full(name), tone: 'problem' });
    else if (why === 'failed') notify({ text: strings.record.failed(name), tone: 'problem' });
    else if (why === 'device') notify({ text: strings.record.gone(name), tone: 'problem' });
    else app.setState({ spoken: strings.record.kept(name) });
  }

  /** Once, where the browser has not promised it already. */
  async function askToKeep(): Promise<void> {
    if (store.getState().kept !== undefined) return;
    const kept = (await page.storage())?.kept || (await page.askToKeep());
    store.setState({ kept });
  }

  async function readDevices(): Promise<void> {
    store.setState({ devices: (await recorder?.devices()) ?? [] });
  }

  /** Looks how much can still be recorded, now and then while a microphone is open. */
  async function lookAtRoom(): Promise<void> {
    stopLooking();
    const { granted } = store.getState();
    if (!granted) return;
    stopLooking = page.after(LOOK_AT_ROOM_MS, () => void lookAtRoom());
    const storage = await page.storage().catch(() => undefined);
    if (!storage) return store.setState({ roomS: undefined });
    const bytesPerSecond = granted.sampleRate * granted.channels * SAMPLE_BYTES;
    const roomS = Math.max(0, (storage.quota - storage.used - RESERVE_BYTES) / bytesPerSecond);
    store.setState({ roomS });
    if (roomS === 0) happens('full');
  }

  function hear(news: TakeNews): void {
    live.levels = news.levels;
    const { take, clips, granted } = store.getState();
    if (news.clipped !== (clips?.count ?? 0)) {
      const first = (news.firstClip ?? 0) / (granted?.sampleRate ?? 1);
      store.setState({ clips: news.clipped === 0 ? undefined : { count: news.clipped, first } });
    }
    // With fewer than before it tells of no take any more, while the last one is still being put away.
    if (!take || news.frames < take.frames) return;
    peaks.add(news.columns);
    live.gaps.push(...news.gaps);
    const { frames, safe, gapCount } = news;
    store.setState({ take: { ...take, frames, safe, gapCount } });
    if (news.failure) happens(news.failure.code === 'disk-full' ? 'full' : 'failed');
  }

  function turnPrompt(by: number): void {
    store.setState(({ choices, prompt }) => ({
      prompt: Math.max(0, Math.min(promptsOf(choices).length - 1, prompt + by)),
    }));
  }

  /** To hear a take: the last one counts. */
  let asked: object | undefined;

  function stopListening(): void {
    asked = undefined;
    audition.stop();
    store.setState({ heard: undefined });
  }

  async function listen(sound: string): Promise<void> {
    const { heard } = store.getState();
    takeTurn(audition, stopListening);
    stopListening();
    if (heard === sound) return;
    const question = {};
    asked = question;
    try {
      const clip = await engine.clip(sound);
      if (asked !== question) return;
      const shape = app.getState().library.find((entry) => entry.sound?.id === sound)?.sound;
      // What is too long to be held is heard as it is read.
      audition.setClip('result', clip ?? (shape && soundStream(engine, sound, shape, notify)));
      audition.setSide('result');
      await audition.play(0);
      if (asked === question) store.setState({ heard: sound });
    } catch (thrown) {
      if (asked === question) tellPlayFailure({ store: app, notify }, thrown);
    }
  }

  async function recover(): Promise<void> {
    if (!recorder || !mayEdit(app.getState())) return;
    try {
      const records = await recorder.recover();
      for (const record of records) library.admit(record);
      const ids = records.map(({ id }) => id);
      store.setState(({ recovered }) => ({ recovered: [...recovered, ...ids] }));
    } catch (thrown) {
      notify({ text: strings.record.notRecovered(AppError.from(thrown).message), tone: 'problem' });
    }
  }

  recorder?.subscribe((news) => {
    if (news === 'gone') {
      if (store.getState().phase.phase === 'open') notify({ text: strings.record.goneIdle, tone: 'problem' });
      happens('gone');
    } else if (news === 'lost') happens('failed');
    else hear(news);
  });
  recorder?.onDevices(() => {
    void readDevices();
    // What was missing may be here now.
    const { refusal } = store.getState();
    if (refusal?.kind === 'no-device' || refusal?.kind === 'gone') store.setState({ refusal: undefined });
  });
  audition.subscribe(({ playing }) => {
    if (!playing) store.setState({ heard: undefined });
  });
  app.subscribe(({ saving }, before) => {
    // This page has become the one that writes: the other one may have left something.
    if (before.saving.status === 'elsewhere' && saving.status !== 'elsewhere') void recover();
  });

  const refuseElsewhere = () => notify({ text: strings.saving.elsewhere, tone: 'problem' });
  const record = () => (mayEdit(app.getState()) ? happens('record') : refuseElsewhere());
  return {
    peaks: () => peaks,
    check: () => happens('check'),
    record,
    stop: () => happens('stop'),
    toggle: () => (isTaking(store.getState().phase) ? happens('stop') : record()),
    close: () => happens('close'),
    choose(change) {
      const { choices } = store.getState();
      const next = { ...choices, ...change };
      store.setState({ choices: next });
      keepChoices(page, next);
      turnPrompt(0);
      if (next.device !== choices.device || next.channels !== choices.channels) happens('change');
    },
    turnPrompt,
    setMonitoring(monitoring) {
      recorder?.hear(monitoring);
      store.setState({ monitoring });
    },
    clearClips() {
      recorder?.clearClips();
      store.setState({ clips: undefined });
    },
    listen,
    seeRecovered: (sound) =>
      store.setState(({ recovered }) => ({ recovered: recovered.filter((id) => sound !== undefined && id !== sound) })),
    recover,
    giveWay() {
      happens('moved');
      return isTaking(store.getState().phase) ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
    },
    exportSidecar(sound) {
      const { id, name, talker, created, facts, take } = sound;
      const sidecar = { sound: id, name, talker, created: localTime(created), ...facts, take };
      page.saveFile(new Blob([JSON.stringify(sidecar, undefined, 2)], { type: 'application/json' }), `${name}.json`);
    },
  };
}
