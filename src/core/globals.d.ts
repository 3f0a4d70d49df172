/**
 * The globals that core may use beyond the ES library: they exist, with the same meaning, in pages, workers, worklets
 * (where noted) and Node. Anything else comes as an argument.
 */

// Everywhere, worklets included.
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Module {
    readonly __brand?: 'wasm-module';
  }
  interface Instance {
    readonly exports: Record<string, unknown>;
  }
  const Module: { new (bytes: ArrayBuffer | Uint8Array): Module };
  const Instance: { new (module: Module, imports?: Record<string, Record<string, unknown>>): Instance };
  const RuntimeError: ErrorConstructor;
  class Memory {}
  function validate(bytes: ArrayBuffer | Uint8Array): boolean;
}

// Not in worklets: used by codecs and signatures only.
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}

// Not in worklets: used for memory that threads share.
declare function structuredClone<T>(value: T): T;
