import { AppError } from '../../core/base/errors.ts';
import { megabytes } from '../components/format.ts';
import { strings } from '../strings.ts';
import type { Context } from './context.ts';

export interface StorageActions {
  measure(): Promise<void>;
  /** Asks the browser not to clear it; its answer is shown. */
  askToKeep(): Promise<void>;
  /** Forgets results and analyses, and says what that freed. */
  clearCache(): Promise<void>;
}

export function createStorageActions({ store, engine, page, notify }: Context): StorageActions {
  async function measure(): Promise<void> {
    try {
      const [results, browser] = await Promise.all([engine.kept(), page.storage()]);
      store.setState(({ storage }) => ({ storage: { results, browser, answer: storage?.answer } }));
    } catch (thrown) {
      notify({ text: AppError.from(thrown).message, tone: 'problem' });
    }
  }

  return {
    measure,
    async askToKeep() {
      const answer = await page.askToKeep();
      await measure();
      store.setState(({ storage }) => (storage ? { storage: { ...storage, answer } } : {}));
    },
    async clearCache() {
      try {
        const { bytes } = await engine.kept();
        await engine.forget();
        await measure();
        notify({ text: strings.storage.cleared(megabytes(bytes)), tone: 'info' });
      } catch (thrown) {
        notify({ text: AppError.from(thrown).message, tone: 'problem' });
      }
    },
  };
}
