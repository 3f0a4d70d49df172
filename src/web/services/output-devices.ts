import { AppError } from '../../core/base/errors.ts';
import type { ChosenOutput, OutputDevice } from './output-device.ts';

/** What some browsers have, and TypeScript's library not yet. */
interface Sink {
  readonly sinkId: string;
  setSinkId(id: string): Promise<void>;
}

type Asking = MediaDevices & { selectAudioOutput?(): Promise<MediaDeviceInfo> };

/** Missing on plain http from another machine. */
const devices = (): Asking | undefined => navigator.mediaDevices;

function isSink(context: AudioContext): context is AudioContext & Sink {
  return 'setSinkId' in context;
}

/** Whether this browser lets a page choose where it sounds. */
export function canChooseOutput(): boolean {
  return devices() !== undefined && 'setSinkId' in AudioContext.prototype;
}

/** The devices besides the system's; none as long as the browser keeps their names to itself. */
export async function listOutputs(): Promise<readonly OutputDevice[]> {
  const all = (await devices()?.enumerateDevices()) ?? [];
  return all
    .filter(({ kind, deviceId, label }) => kind === 'audiooutput' && label !== '' && !SYSTEMS.has(deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

const SYSTEMS: ReadonlySet<string> = new Set(['', 'default', 'communications']);

/**
 * Asks to be told which devices there are, by the browser's own list where it has one, else by the permission that
 * names them, that of the microphone; must be called from a user gesture.
 * @returns the device that was chosen in the browser's list
 * @throws DOMException when it is not allowed
 */
export async function askForOutputs(): Promise<OutputDevice | undefined> {
  const from = devices();
  if (from?.selectAudioOutput) {
    const { deviceId, label } = await from.selectAudioOutput();
    return { id: deviceId, label };
  }
  const stream = await from?.getUserMedia({ audio: true });
  for (const track of stream?.getTracks() ?? []) track.stop();
  return undefined;
}

/** Calls back when devices come or go. @returns what ends that */
export function onOutputsChange(changed: () => void): () => void {
  devices()?.addEventListener('devicechange', changed);
  return () => devices()?.removeEventListener('devicechange', changed);
}

/**
 * Lets a context sound where the page's sound goes, and from then on watches that device.
 * @throws AppError device-unavailable when it is not there; `details.output` says so
 */
export async function sendTo(context: AudioContext, output: ChosenOutput): Promise<void> {
  if (!isSink(context) || context.state === 'closed') return;
  const { device } = output;
  watch(output);
  if (context.sinkId === (device?.id ?? '')) return;
  try {
    await context.setSinkId(device?.id ?? '');
  } catch (cause) {
    const barred = cause instanceof DOMException && cause.name === 'NotAllowedError';
    const why = barred ? 'is not allowed here any more' : 'is gone';
    throw new AppError('device-unavailable', `The output device ${device?.label ?? ''} ${why}.`, {
      cause,
      details: { output: barred ? 'barred' : 'gone' },
    });
  }
}

const watched = new WeakSet<ChosenOutput>();

function watch(output: ChosenOutput): void {
  if (watched.has(output)) return;
  watched.add(output);
  onOutputsChange(() => {
    void listOutputs().then((there) => {
      // Where no device has a name, none can be missed.
      if (output.device && there.length > 0 && !there.some(({ id }) => id === output.device?.id)) output.onGone();
    });
  });
}

/** Hz: what the device takes by itself, reported by the browser; undefined where it opens none. */
export async function deviceRate(device: OutputDevice | undefined): Promise<number | undefined> {
  let probe: AudioContext | undefined;
  try {
    // A context has the rate of the device that it is made for, whatever it is sent to later.
    const options: AudioContextOptions & { readonly sinkId?: string } = device ? { sinkId: device.id } : {};
    probe = new AudioContext(options);
    return probe.sampleRate;
  } catch {
    return undefined;
  } finally {
    void probe?.close();
  }
}
