/** What a worklet has besides the language; TypeScript has no library for it. */
declare class AudioWorkletProcessor {
  constructor(options?: unknown);
  readonly port: MessagePort;
}

declare function registerProcessor(name: string, processor: unknown): void;

/** Missing in the stand-in for browsers without worklets. */
declare const currentFrame: number | undefined;
