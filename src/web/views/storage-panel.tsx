import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { megabytes } from '../components/format.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { projectStrings } from '../strings-project.ts';
import { storageStrings } from '../strings-recipe.ts';

/** With less than this nothing more can be counted on. */
const LEAST_BYTES = 1e6;

/** What is kept in this browser, how much room there is, whether it may stay, and what clearing frees. */
export function StoragePanel() {
  const { storage, transfer } = useWorkbench();
  const state = useApp((app) => app.storage);
  useEffect(() => void storage.measure(), [storage]);
  if (!state) return <p className="quiet">{storageStrings.measuring}</p>;
  const { browser, results, answer } = state;
  const t = storageStrings;
  const free = browser && Math.max(0, browser.quota - browser.used);
  return (
    <section className="storage" aria-label={t.title}>
      <div className="storage-part">
        {free !== undefined && free < LEAST_BYTES ? (
          <p className="storage-full">
            <TriangleAlert aria-hidden />
            {t.full(megabytes(free))}
          </p>
        ) : null}
        <p>{browser && free !== undefined ? t.used(megabytes(browser.used), megabytes(free)) : t.unknown}</p>
        <p className="quiet">{browser?.kept ? t.kept : t.mayGo}</p>
        {browser && !browser.kept ? (
          <Button className="button" onPress={() => void storage.askToKeep()}>
            {t.ask}
          </Button>
        ) : null}
        {answer === false ? <p role="status">{t.refused}</p> : null}
      </div>
      <div className="storage-part">
        <p>{t.results(results.entries, megabytes(results.bytes))}</p>
        <Button className="button" isDisabled={results.entries === 0} onPress={() => void storage.clearCache()}>
          {t.clear(megabytes(results.bytes))}
        </Button>
      </div>
      <Button className="button" onPress={() => void transfer.download()}>
        {projectStrings.download}
      </Button>
    </section>
  );
}
