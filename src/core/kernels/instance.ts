import { AppError } from '../base/errors.ts';
import { ABI_NAMES, type Abi } from './abi.gen.ts';
import { Heap, readMessage } from './heap.ts';

type NumberFunction = (...args: number[]) => number;

/**
 * One instance of the binary, with its own memory. Every export is guarded: a trap becomes an AppError with the message
 * that the kernel left. After a trap the instance's memory is in doubt, so that it does nothing any more but say so.
 * @throws AppError internal when the binary is not of these sources
 */
export function instantiate(module: WebAssembly.Module): Heap {
  const instance = new WebAssembly.Instance(module, {
    env: { emscripten_notify_memory_growth: () => undefined },
    wasi_snapshot_preview1: {
      proc_exit: () => {
        throw new AppError('kernel-trap', 'A kernel called exit.');
      },
    },
  });
  const { exports } = instance;
  const memory = exports['memory'] as WebAssembly.Memory;
  const functionNamed = (name: string): NumberFunction => {
    const found = exports[name];
    if (typeof found === 'function') return found as NumberFunction;
    throw new AppError('internal', `The kernels' binary lacks ${name}: build it again with npm run build:wasm.`);
  };
  functionNamed('_initialize')();
  const messageAt = functionNamed('sonde_last_message')() >>> 0;
  let failure: AppError | undefined;

  const guard = (name: string): NumberFunction => {
    const call = functionNamed(name);
    const isFree = name === 'sonde_free' || name.endsWith('_destroy');
    return (...args) => {
      // Scopes close while the trap's error is on its way up: they must not put another in its place.
      if (failure !== undefined && isFree) return 0;
      if (failure !== undefined) throw failure;
      try {
        return call(...args);
      } catch (thrown) {
        failure = trapped(name, readMessage(memory, messageAt), thrown);
        throw failure;
      }
    };
  };
  const abi = Object.fromEntries(ABI_NAMES.map((name) => [name, guard(name)])) as unknown as Abi;
  return new Heap(abi, memory);
}

function trapped(name: string, message: string, cause: unknown): AppError {
  const reason = message === '' ? String(cause) : message;
  return new AppError('kernel-trap', `A kernel failed in ${name}: ${reason}. Load the kernels again to go on.`, {
    details: { function: name },
    cause,
  });
}
