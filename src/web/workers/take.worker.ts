import * as Comlink from 'comlink';
import { ProjectStorage } from '../storage/project-storage.ts';
import { TakeShelf } from '../storage/take-shelf.ts';
import { carryAppErrors } from './error-transfer.ts';
import type { TakeWorkerEntry } from './take-protocol.ts';
import { TakeService } from './take-service.ts';

carryAppErrors();

const entry: TakeWorkerEntry = {
  open: async (name) => {
    const [shelf, project] = await Promise.all([TakeShelf.open(name), ProjectStorage.open(name)]);
    return Comlink.proxy(new TakeService(shelf, project));
  },
};

Comlink.expose(entry);
