import type { ChosenOutput, OutputDevice } from './output-device.ts';

/** Where the page's sound goes. Its players tell it of each context, before that sounds. */
export class SoundOutput implements ChosenOutput {
  device: OutputDevice | undefined;
  onGone: () => void = () => undefined;
  /** The latest of each player. */
  readonly contexts: { work?: AudioContext; audition?: AudioContext } = {};

  /** @throws AppError device-unavailable when the chosen device is not there */
  route(player: keyof SoundOutput['contexts']): (context: AudioContext) => Promise<void> {
    return async (context) => {
      this.contexts[player] = context;
      if (this.device) await (await import('./output-devices.ts')).sendTo(context, this);
    };
  }
}
