import { AppError } from '../../core/base/errors.ts';
import type { Granted, Processing } from '../state/take-facts.ts';
import captureUrl from '../worklets/capture.worklet.ts?worker&url';
import { type Refusal, recordingObstacle } from './recording-obstacle.ts';

export interface MicrophoneChoice {
  /** As the browser calls it; undefined for the system's. */
  readonly device: string | undefined;
  readonly channels: 1 | 2;
}

export interface OpenMicrophone {
  readonly granted: Granted;
  /** Where the worklet's blocks go. */
  readonly port: MessagePort;
  /** To the loudspeakers, or not. */
  hear(on: boolean): void;
  /** Frames that the browser counted as dropped so far; undefined where it does not count. */
  dropped(): number | undefined;
  /** Called once when the device goes away. */
  onGone(gone: () => void): void;
  close(): void;
}

const KINDS: readonly Processing['name'][] = ['echoCancellation', 'noiseSuppression', 'autoGainControl'];
/** Known to some browsers only, and to TypeScript's library not yet. */
const ISOLATION = 'voiceIsolation';

/**
 * Asks for the microphone with all processing off, and opens it at its own rate.
 * @throws AppError device-unavailable; `details.refusal` says why
 */
export async function openMicrophone(choice: MicrophoneChoice): Promise<OpenMicrophone> {
  const obstacle = recordingObstacle();
  if (obstacle) throw refused(obstacle);
  const kinds = kindsHere();
  const stream = await askFor(choice, kinds);
  const [track] = stream.getAudioTracks();
  if (!track) throw refused('no-device');
  const stop = () => {
    for (const each of stream.getTracks()) each.stop();
  };
  try {
    return await listenTo(stream, track, choice.channels, kinds, stop);
  } catch (cause) {
    stop();
    throw cause instanceof AppError ? cause : refused('failed', cause);
  }
}

async function askFor(
  { device, channels }: MicrophoneChoice,
  kinds: readonly Processing['name'][],
): Promise<MediaStream> {
  const processing = Object.fromEntries(kinds.map((kind) => [kind, false]));
  const audio = { ...processing, channelCount: channels, ...(device ? { deviceId: { exact: device } } : {}) };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (cause) {
    throw refused(refusalOf(cause), cause);
  }
}

async function listenTo(
  stream: MediaStream,
  track: MediaStreamTrack,
  wanted: 1 | 2,
  kinds: readonly Processing['name'][],
  stop: () => void,
): Promise<OpenMicrophone> {
  const settings: MediaTrackSettings & Record<string, unknown> = { ...track.getSettings() };
  // Of a device that gives two where one is wanted, the first: mixed, it would not be what was heard.
  const channels = wanted === 2 && settings.channelCount === 2 ? 2 : 1;
  const context = await openInput(settings.sampleRate);
  // Unplugged while it was being opened: nobody would hear of that any more.
  if (track.readyState === 'ended') {
    void context.close();
    throw refused('gone');
  }
  const processing = kinds.map((name) => {
    const granted = settings[name];
    const isTold = typeof granted === 'boolean' || typeof granted === 'string';
    return { name, asked: false, ...(isTold ? { granted } : {}) };
  });
  const { sampleRate: deviceRate, channelCount: deviceChannels, sampleSize } = settings;
  const granted: Granted = {
    ...{ device: track.label, sampleRate: context.sampleRate, channels, processing },
    ...(deviceRate === undefined ? {} : { deviceRate }),
    ...(deviceChannels === undefined ? {} : { deviceChannels }),
    ...(sampleSize === undefined ? {} : { sampleSize }),
  };
  const source = context.createMediaStreamSource(stream);
  const capture = new AudioWorkletNode(context, 'sonde-capture', {
    ...{ numberOfOutputs: 1, outputChannelCount: [channels], channelCount: channels },
    ...{ channelCountMode: 'explicit', channelInterpretation: 'discrete', processorOptions: { channels } },
  });
  const { port1, port2 } = new MessageChannel();
  capture.port.postMessage(port1, [port1]);
  const [silence, monitor] = [context.createGain(), context.createGain()];
  silence.gain.value = 0;
  monitor.gain.value = 0;
  // A node is run because something hears it, if only at no gain.
  source.connect(capture).connect(silence).connect(context.destination);
  source.connect(monitor).connect(context.destination);
  const gone = new Set<() => void>();
  track.addEventListener('ended', () => {
    for (const tell of gone) tell();
  });
  return {
    granted,
    port: port2,
    hear: (on) => monitor.gain.setTargetAtTime(on ? 1 : 0, context.currentTime, 0.01),
    dropped: () => droppedBy(track),
    onGone: (tell) => gone.add(tell),
    close() {
      gone.clear();
      stop();
      port2.close();
      void context.close();
    },
  };
}

/** At the device's rate, so that nothing is resampled; at the browser's where it does not take that one. */
async function openInput(sampleRate: number | undefined): Promise<AudioContext> {
  if (!('audioWorklet' in AudioContext.prototype)) await import('audioworklet-polyfill');
  const context = newContext(sampleRate);
  try {
    await context.audioWorklet.addModule(captureUrl);
    await context.resume();
    return context;
  } catch (failure) {
    void context.close();
    throw failure;
  }
}

function newContext(sampleRate: number | undefined): AudioContext {
  try {
    return new AudioContext(sampleRate === undefined ? {} : { sampleRate });
  } catch {
    return new AudioContext();
  }
}

function kindsHere(): readonly Processing['name'][] {
  return ISOLATION in navigator.mediaDevices.getSupportedConstraints() ? [...KINDS, ISOLATION] : KINDS;
}

function droppedBy(track: MediaStreamTrack): number | undefined {
  // Chromium's; the difference of what the device gave and what came through.
  const { stats } = track as { readonly stats?: { readonly totalFrames: number; readonly deliveredFrames: number } };
  return stats && stats.totalFrames - stats.deliveredFrames;
}

function refusalOf(cause: unknown): Refusal {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError') return 'no-device';
  if (name === 'NotReadableError' || name === 'AbortError') return 'in-use';
  return name === 'OverconstrainedError' ? 'gone' : 'failed';
}

function refused(refusal: Refusal, cause?: unknown): AppError {
  const why = cause instanceof Error ? cause.message : refusal;
  return new AppError('device-unavailable', `No microphone could be opened: ${why}.`, { cause, details: { refusal } });
}
