import type { OutputDevice } from '../services/output-device.ts';
import {
  askForOutputs,
  canChooseOutput,
  deviceRate,
  listOutputs,
  onOutputsChange,
  sendTo,
} from '../services/output-devices.ts';
import { setMonitor } from './monitor.ts';
import type { Workbench } from './workbench.ts';

/** Which outputs there are. */
export const outputs = {
  canChoose: canChooseOutput,
  list: listOutputs,
  ask: askForOutputs,
  onChange: onOutputsChange,
  rateOf: deviceRate,
} as const;

type Parts = Pick<Workbench, 'output' | 'choices' | 'store'>;

/**
 * Sends what is heard to another device, now and from now on.
 * @param device undefined is the system's
 * @throws AppError device-unavailable; then all stays as it was
 */
export async function chooseOutput({ output, choices, store }: Parts, device: OutputDevice | undefined): Promise<void> {
  const before = output.device;
  const contexts = Object.values(output.contexts);
  output.device = device;
  try {
    await Promise.all(contexts.map((context) => sendTo(context, output)));
  } catch (thrown) {
    output.device = before;
    await Promise.allSettled(contexts.map((context) => sendTo(context, output)));
    throw thrown;
  }
  choices.keepChoice('output', device ? `${device.id}\n${device.label}` : '');
  setMonitor(store, { device, trouble: undefined });
}

/** Hz; undefined where it is not known, or nothing was heard yet. */
export interface RateChain {
  readonly file: number | undefined;
  readonly page: number | undefined;
  readonly device: number | undefined;
}

/** Who changes the rate on the way to the ear; nobody while the page has no way open. */
export function resampledBy({ file, page, device }: RateChain): readonly ('page' | 'system')[] {
  if (page === undefined) return [];
  const differ = (one: number | undefined, other: number | undefined) =>
    one !== undefined && other !== undefined && one !== other;
  return [...(differ(file, page) ? (['page'] as const) : []), ...(differ(page, device) ? (['system'] as const) : [])];
}
