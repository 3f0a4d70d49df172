import * as Comlink from 'comlink';
import { loadKernels } from '../../core/kernels/load.ts';
import type { SampleSource, ViewWorkerEntry } from './engine-protocol.ts';
import { carryAppErrors } from './error-transfer.ts';
import { ViewService } from './view-service.ts';

carryAppErrors();

const entry: ViewWorkerEntry = {
  start(engine, samples) {
    const source = Comlink.wrap<SampleSource>(samples);
    return Comlink.proxy(new ViewService(loadKernels(engine), (id) => source.clip(id)));
  },
};

Comlink.expose(entry);
