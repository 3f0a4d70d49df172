import { HardDrive } from 'lucide-react';
import { useEffect } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { megabytes } from '../components/format.ts';
import { Tip } from '../components/tip.tsx';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { projectStrings } from '../strings-project.ts';

/** The panel in a popover, from the header. */
export function StorageMenu() {
  return (
    <DialogTrigger>
      <Tip label={strings.storage.title}>
        <Button className="button icon" aria-label={strings.storage.title}>
          <HardDrive aria-hidden />
        </Button>
      </Tip>
      <Popover className="popover" offset={4} placement="bottom end">
        <Dialog className="storage-box" aria-label={strings.storage.title}>
          <StoragePanel />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** What is kept in this browser, how much room there is, whether it may stay, and what clearing frees. */
export function StoragePanel() {
  const { storage, transfer } = useWorkbench();
  const state = useApp((app) => app.storage);
  useEffect(() => void storage.measure(), [storage]);
  if (!state) return <p className="quiet">{strings.storage.measuring}</p>;
  const { browser, results, answer } = state;
  const t = strings.storage;
  return (
    <section className="storage" aria-label={t.title}>
      <p>
        {browser ? t.used(megabytes(browser.used), megabytes(Math.max(0, browser.quota - browser.used))) : t.unknown}
      </p>
      <p>{browser?.kept ? t.kept : t.mayGo}</p>
      {browser && !browser.kept ? (
        <Button className="button" onPress={() => void storage.askToKeep()}>
          {t.ask}
        </Button>
      ) : null}
      {answer === false ? <p role="status">{t.refused}</p> : null}
      <p>{t.results(results.entries, megabytes(results.bytes))}</p>
      <Button className="button" isDisabled={results.entries === 0} onPress={() => void storage.clearCache()}>
        {t.clear(megabytes(results.bytes))}
      </Button>
      <Button className="button" onPress={() => void transfer.download()}>
        {projectStrings.download}
      </Button>
    </section>
  );
}
