import * as Comlink from 'comlink';
import { hashBytes } from '../../core/base/hash.ts';
import { loadKernels } from '../../core/kernels/load.ts';
import { createPageCache, RESULTS } from '../storage/page-cache.ts';
import { BlobSource } from './blob-source.ts';
import { createBreath } from './breath.ts';
import { CODEC_LIBRARIES } from './codec-libraries.ts';
import type { EngineWorkerEntry } from './engine-protocol.ts';
import { EngineService } from './engine-service.ts';
import { carryAppErrors } from './error-transfer.ts';
import { createPageCrew } from './page-crew.ts';
import { CLOCK, LONG_FROM, later, SAMPLE_LIMIT } from './page-host.ts';
import { RowCrew } from './row-crew.ts';
import { startRowHand } from './row-hand.ts';
import { rowsAtOnce } from './rows-at-once.ts';
import { openScratchSpace } from './scratch-file.ts';

carryAppErrors();

const entry: EngineWorkerEntry = {
  async startRows(engine, home) {
    // Not of the first sound.
    const { RowService } = await import('./row-service.ts');
    const host = { kernels: loadKernels(engine), libraries: CODEC_LIBRARIES, sampleLimit: SAMPLE_LIMIT };
    return Comlink.proxy(new RowService({ ...host, clock: CLOCK, breathe: createBreath().breathe }, home));
  },
  start(engine, file, samples, report, hear) {
    let wasm: Promise<string> | undefined;
    const service = new EngineService({
      kernels: loadKernels(engine),
      libraries: CODEC_LIBRARIES,
      sampleLimit: SAMPLE_LIMIT,
      clock: CLOCK,
      // Entries are dated by the clock of the wall, which other pages and later days share.
      cache: createPageCache(RESULTS, { now: () => Date.now() }),
      build: {
        version: import.meta.env['VITE_SONDE_VERSION'] ?? 'unreleased',
        wasm: () => {
          wasm ??= file.arrayBuffer().then((bytes) => hashBytes(new Uint8Array(bytes)));
          return wasm;
        },
      },
      breathe: createBreath().breathe,
      report,
      // What cannot be played there is still shown.
      hear: (job, clip) => void Promise.resolve(hear(job, clip)).catch(() => undefined),
      crew: createPageCrew(engine),
      rows: (home) => new RowCrew({ size: rowsAtOnce(), start: () => startRowHand(engine, home), later }),
      files: { longFrom: LONG_FROM, open: (blob, name) => new BlobSource(blob, name), scratch: openScratchSpace },
    });
    Comlink.expose(service.sampleSource(), samples);
    return Comlink.proxy(service);
  },
};

Comlink.expose(entry);
