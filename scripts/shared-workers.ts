import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const WORKER = /new URL\(\s*'([^']+\.worker\.ts)',\s*import\.meta\.url\s*\)/g;

/**
 * Builds the workers as chunks of the page: what page and workers have in common (schemas, parser, kernels' bindings) is
 * one file that is fetched once. By itself vite gives each worker a bundle of its own, with its own copy of all.
 */
export function sharedWorkers(): Plugin {
  const emitted = new Map<string, string>();
  return {
    name: 'shared-workers',
    apply: 'build',
    enforce: 'pre',
    buildStart: () => emitted.clear(),
    transform(code, id) {
      if (!code.includes('.worker.ts')) return undefined;
      const emit = (path: string): string => {
        const worker = resolve(dirname(id), path);
        const reference = emitted.get(worker) ?? this.emitFile({ type: 'chunk', id: worker });
        emitted.set(worker, reference);
        return reference;
      };
      const shared = code.replace(WORKER, (_, path: string) => `import.meta.ROLLUP_FILE_URL_${emit(path)}`);
      return { code: shared, map: null };
    },
  };
}
