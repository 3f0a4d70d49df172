import * as Comlink from 'comlink';
import { ProjectStorage } from '../storage/project-storage.ts';
import type { TransferJob } from '../storage/project-transfer.ts';
import { carryAppErrors } from './error-transfer.ts';
import type { GoOn, StorageWorkerEntry } from './storage-protocol.ts';

carryAppErrors();

const SOUND_FILE = /\.(wav|wave|rf64|bw64|bwf|aiff?|aifc|flac|mp[23]|og[ga]|opus)$/i;
/** What systems put into archives beside the files. */
const HIDDEN = /(^|\/)(\.|__MACOSX\/)/;

/** ms between two words about how far something is. */
const TELL_MS = 50;

/** Zips are read and written long after the first picture. */
const transfer = () => import('../storage/project-transfer.ts');

function jobOf(goOn: GoOn): TransferJob {
  const signal = { aborted: false };
  let told = 0;
  const onFraction = (fraction: number): void => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    void Promise.resolve(goOn(fraction)).then((on) => {
      signal.aborted ||= !on;
    });
  };
  return { signal, onFraction };
}

const entry: StorageWorkerEntry = {
  isProject: async (archive) => (await import('../storage/project-archive-reader.ts')).isProjectArchive(archive),
  async writeProject(name, project, blobs, destination, goOn) {
    const { sendProject } = await transfer();
    const storage = await ProjectStorage.open(name).catch(() => undefined);
    try {
      return await sendProject(storage, project, blobs, destination, jobOf(goOn));
    } finally {
      storage?.close();
    }
  },
  async readProject(name, archive, goOn) {
    const { receiveProject } = await transfer();
    const storage = await ProjectStorage.open(name);
    try {
      return await receiveProject(storage, archive, jobOf(goOn));
    } finally {
      storage.close();
    }
  },
  open: async (name) => Comlink.proxy(await ProjectStorage.open(name)),
  async unzip(archive, give, limits) {
    const { unzip } = await import('../storage/unzip.ts');
    return unzip(archive, (path) => SOUND_FILE.test(path) && !HIDDEN.test(path), give, limits);
  },
};

Comlink.expose(entry);
