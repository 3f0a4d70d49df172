import * as Comlink from 'comlink';
import { ProjectStorage } from '../storage/project-storage.ts';
import { unzip } from '../storage/unzip.ts';
import { carryAppErrors } from './error-transfer.ts';
import type { StorageWorkerEntry } from './storage-protocol.ts';

carryAppErrors();

const SOUND_FILE = /\.(wav|wave|rf64|bw64|bwf|aiff?|aifc|flac|mp[23]|og[ga]|opus)$/i;
/** What systems put into archives beside the files. */
const HIDDEN = /(^|\/)(\.|__MACOSX\/)/;

const entry: StorageWorkerEntry = {
  open: async (name) => Comlink.proxy(await ProjectStorage.open(name)),
  unzip: (archive, give, limits) => unzip(archive, (path) => SOUND_FILE.test(path) && !HIDDEN.test(path), give, limits),
};

Comlink.expose(entry);
