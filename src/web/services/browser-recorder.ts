import * as Comlink from 'comlink';
import { AppError } from '../../core/base/errors.ts';
import type { SoundRecord } from '../state/project-doc.ts';
import type { Granted, OpenTake, TakeEnd } from '../state/take-facts.ts';
import { carryAppErrors } from '../workers/error-transfer.ts';
import type { TakeWorkerEntry } from '../workers/take-protocol.ts';
import type { TakeNews, TakeService } from '../workers/take-service.ts';
import { Lifeline } from './lifeline.ts';
import type { MicrophoneChoice, OpenMicrophone } from './microphone.ts';
import type { InputDevice, Recorder, RecorderNews } from './recorder.ts';
import { recordingObstacle } from './recording-obstacle.ts';

/** How often the browser's count of dropped frames is read, ms. */
const COUNT_EVERY_MS = 1000;

/** @param name of the project whose library takes go to */
export function createRecorder(name: string): Recorder {
  return new BrowserRecorder(name);
}

class BrowserRecorder implements Recorder {
  readonly obstacle = recordingObstacle();
  readonly #name: string;
  readonly #listeners = new Set<(news: RecorderNews) => void>();
  #microphone: OpenMicrophone | undefined;
  #counting: ReturnType<typeof setInterval> | undefined;
  #service: Promise<Comlink.Remote<TakeService>> | undefined;
  /** Of the worker that is there: what it owes is answered when it dies. */
  #line = new Lifeline();

  constructor(name: string) {
    this.#name = name;
  }

  async devices(): Promise<readonly InputDevice[]> {
    if (this.obstacle) return [];
    const all = await navigator.mediaDevices.enumerateDevices();
    // Before it is allowed there is one without a name and an id: nothing to choose.
    return all
      .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
  }

  onDevices(changed: () => void): void {
    if (!this.obstacle) navigator.mediaDevices.addEventListener('devicechange', changed);
  }

  async open(choice: MicrophoneChoice): Promise<Granted> {
    this.close();
    const { openMicrophone } = await import('./microphone.ts');
    const microphone = await openMicrophone(choice);
    this.#microphone = microphone;
    const { granted, port } = microphone;
    const shape = { sampleRate: granted.sampleRate, channels: granted.channels };
    const tell = Comlink.proxy((news: TakeNews) => this.#tell(news));
    try {
      await this.#ask((service) => service.listen(Comlink.transfer(port, [port]), shape, tell));
    } catch (thrown) {
      this.close();
      throw thrown;
    }
    microphone.onGone(() => this.#tell('gone'));
    this.#count(microphone);
    return granted;
  }

  close(): void {
    clearInterval(this.#counting);
    this.#microphone?.close();
    this.#microphone = undefined;
  }

  hear(on: boolean): void {
    this.#microphone?.hear(on);
  }

  clearClips(): void {
    void this.#ask((service) => service.clearClips());
  }

  async begin(take: OpenTake): Promise<void> {
    await this.#ask((service) => service.begin(take));
  }

  finish(ended: TakeEnd): Promise<SoundRecord | undefined> {
    return this.#ask((service) => service.finish(ended));
  }

  recover(): Promise<readonly SoundRecord[]> {
    return this.#ask((service) => service.recover());
  }

  subscribe(listener: (news: RecorderNews) => void): void {
    this.#listeners.add(listener);
  }

  #tell(news: RecorderNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  #count(microphone: OpenMicrophone): void {
    let before = microphone.dropped();
    if (before === undefined) return;
    this.#counting = setInterval(() => {
      const now = microphone.dropped() ?? 0;
      const more = now - (before ?? 0);
      before = now;
      if (more > 0) void this.#ask((service) => service.dropped(more));
    }, COUNT_EVERY_MS);
  }

  /** A call that is answered even if the worker dies; the next one starts another. */
  #ask<T>(call: (service: Comlink.Remote<TakeService>) => Promise<T>): Promise<T> {
    this.#service ??= this.#start();
    const service = this.#service;
    return this.#line.hold(service.then(call));
  }

  async #start(): Promise<Comlink.Remote<TakeService>> {
    carryAppErrors();
    // Vite finds workers by this very form.
    const worker = new Worker(new URL('../workers/take.worker.ts', import.meta.url), { type: 'module' });
    const line = new Lifeline();
    this.#line = line;
    worker.addEventListener('error', (event) => {
      worker.terminate();
      this.#service = undefined;
      const why = event.message || 'it could not be loaded';
      line.break(new AppError('file-unwritable', `What writes takes stopped unexpectedly: ${why}.`));
      // A take that ran in it waits for no answer: it would seem to go on.
      this.#tell('lost');
    });
    try {
      return await line.hold(Comlink.wrap<TakeWorkerEntry>(worker).open(this.#name));
    } catch (thrown) {
      worker.terminate();
      this.#service = undefined;
      throw thrown;
    }
  }
}
