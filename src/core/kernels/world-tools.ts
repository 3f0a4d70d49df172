import type { Pointer } from './abi.gen.ts';
import type { Heap } from './heap.ts';

/** Tables and scratch in linear memory, made when they are first needed and kept for the next time. */
export interface WorldTools {
  finder(sampleRate: number, f0Floor: number, f0Ceiling: number, decimation: number): Pointer;
  stoneMask(sampleRate: number): Pointer;
  cheapTrick(sampleRate: number, fftSize: number): Pointer;
  d4c(sampleRate: number, fftSize: number, noiseAmplitude: number): Pointer;
  synthesis(sampleRate: number, fftSize: number): Pointer;
  /** One of the caller's own, for its pulses. May be null. */
  makeSynthesis(sampleRate: number, fftSize: number): Pointer;
}

/** What stages stand on. */
export interface Bench {
  readonly heap: Heap;
  readonly tools: WorldTools;
  /** Threads that work on it: more of them get smaller parts of short sounds. */
  readonly hands: number;
  /** A matrix that these threads make: of any content. @throws AppError size-limit, memory-limit */
  readonly makeRows: (frames: number, bins: number) => Float64Array;
}

/** One of each kind is kept, that of the last sound's kind: sounds of one job are alike. @param noise the sequence's handle */
export function createWorldTools(heap: Heap, noise: () => Pointer): WorldTools {
  const { abi } = heap;
  return {
    finder: keepOne(heap, abi.sonde_event_finder_create, abi.sonde_event_finder_destroy),
    stoneMask: keepOne(heap, abi.sonde_stone_mask_create, abi.sonde_stone_mask_destroy),
    cheapTrick: keepOne(heap, (...of) => abi.sonde_cheap_trick_create(noise(), ...of), abi.sonde_cheap_trick_destroy),
    d4c: keepOne(heap, (...of) => abi.sonde_d4c_create(noise(), ...of), abi.sonde_d4c_destroy),
    synthesis: keepOne(heap, (...of) => abi.sonde_synthesis_create(noise(), ...of), abi.sonde_synthesis_destroy),
    makeSynthesis: (...of) => abi.sonde_synthesis_create(noise(), ...of),
  };
}

function keepOne<Of extends readonly number[]>(
  heap: Heap,
  make: (...of: Of) => Pointer,
  free: (handle: Pointer) => void,
): (...of: Of) => Pointer {
  let kept: { readonly of: Of; readonly handle: Pointer } | undefined;
  return (...of) => {
    if (kept?.of.every((value, i) => value === of[i])) return kept.handle;
    if (kept !== undefined) free(kept.handle);
    kept = undefined;
    kept = { of, handle: heap.checkHandle(make(...of)) };
    return kept.handle;
  };
}
