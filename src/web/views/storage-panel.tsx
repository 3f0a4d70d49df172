import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { megabytes } from '../components/format.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { roomOf } from '../state/storage-room.ts';
import { strings } from '../strings.ts';
import { projectStrings } from '../strings-project.ts';
import { storageStrings as t } from '../strings-storage.ts';

/** What is kept in this browser, how much room there is, whether it may stay, and what clearing frees. */
export function StoragePanel() {
  const { storage, transfer } = useWorkbench();
  const state = useApp((app) => app.storage);
  useEffect(() => void storage.measure(), [storage]);
  if (!state) {
    return (
      <p className="quiet" role="status">
        {t.measuring}
      </p>
    );
  }
  const { browser, results, answer } = state;
  const room = roomOf(browser);
  return (
    <section className="storage" aria-label={strings.storage.title}>
      <div className="storage-part">
        {room?.isFull ? <Full free={room.free} isClear={results.entries === 0} /> : null}
        <p>{browser && room ? t.used(megabytes(browser.used), megabytes(room.free)) : t.unknown}</p>
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
        {room?.isFull ? null : (
          <Button className="button" isDisabled={results.entries === 0} onPress={() => void storage.clearCache()}>
            {t.clear(megabytes(results.bytes))}
          </Button>
        )}
      </div>
      {room?.isFull ? null : (
        <Button className="button" onPress={() => void transfer.download()}>
          {projectStrings.download}
        </Button>
      )}
    </section>
  );
}

/** No room is left: what was lost (nothing), and the two ways on. @param isClear there are no results to clear */
function Full({ free, isClear }: { readonly free: number; readonly isClear: boolean }) {
  const { storage, transfer } = useWorkbench();
  return (
    <>
      <p className="storage-full" role="alert">
        <TriangleAlert aria-hidden />
        {t.full(megabytes(free))}
      </p>
      <p className="quiet">{isClear ? t.noCache : t.freeHint}</p>
      <div className="storage-ways">
        <Button className="button" isDisabled={isClear} onPress={() => void storage.clearCache()}>
          {t.free}
        </Button>
        <Button className="button" onPress={() => void transfer.download()}>
          {t.export}
        </Button>
      </div>
    </>
  );
}
