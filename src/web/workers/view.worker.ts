import * as Comlink from 'comlink';
import { loadKernels } from '../../core/kernels/load.ts';
import { createBreath } from './breath.ts';
import type { ViewWorkerEntry } from './engine-protocol.ts';
import { carryAppErrors } from './error-transfer.ts';
import type { SampleSource } from './samples-protocol.ts';
import { ViewService } from './view-service.ts';

carryAppErrors();

const entry: ViewWorkerEntry = {
  start(engine, samples) {
    const source = Comlink.wrap<SampleSource>(samples);
    return Comlink.proxy(new ViewService(loadKernels(engine), source, createBreath().breathe));
  },
};

Comlink.expose(entry);
