import { CloudOff, RefreshCw, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { AppState } from '../state/app-state.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { isBusy } from '../state/offline.ts';
import { strings } from '../strings.ts';
import { KeyHints } from './key-hints.tsx';
import { SaveStatus, TransferStatus } from './save-status.tsx';

/** The page's own state: whether it works without a network, and whether a newer version waits. */
export function StatusBar({ onlyNews = false }: { readonly onlyNews?: boolean }) {
  const silent = useApp(
    ({ offline, saving, storingLong, transfer }) =>
      !transfer &&
      !storingLong &&
      !offline.update &&
      offline.connected &&
      offline.use.status !== 'failed' &&
      saving.status !== 'failed',
  );
  if (onlyNews && silent) return null;
  return (
    <section className="status-bar" id="status" tabIndex={-1} aria-label={strings.regions.status}>
      <SaveStatus />
      <TransferStatus />
      {onlyNews ? null : <KeyHints />}
      <UpdateText />
      <span className="spring" />
      <MessagesButton />
      <OfflineText />
    </section>
  );
}

function MessagesButton() {
  const { shell } = useWorkbench();
  return (
    <Button className="link plain" onPress={() => shell.toggle('messages')}>
      {strings.messages}
    </Button>
  );
}

function UpdateText() {
  const { offline } = useWorkbench();
  const update = useApp((state) => state.offline.update);
  const busy = useApp(isBusy);
  if (!update) return null;
  return (
    <p className="status-line news">
      <RefreshCw aria-hidden />
      <span>{busy ? strings.offline.updateWaits : strings.offline.update}</span>
      <Button className="link" isDisabled={busy} onPress={() => void offline.restart()}>
        {strings.offline.restart}
      </Button>
    </p>
  );
}

/** One sentence about work without a network. */
export function OfflineText() {
  const { offline } = useWorkbench();
  const news = useApp((state) => state.offline);
  const text = sentence(news);
  if (text === '') return null;
  const failed = news.use.status === 'failed';
  const Icon = failed ? TriangleAlert : news.connected ? undefined : CloudOff;
  return (
    <p className={`status-line${failed ? ' failed' : ''}`}>
      {Icon ? <Icon aria-hidden /> : null}
      <span>{text}</span>
      {failed ? (
        <Button className="link" onPress={() => void offline.prepare()}>
          {strings.retry}
        </Button>
      ) : null}
    </p>
  );
}

function sentence({ use, connected }: AppState['offline']): string {
  if (!connected) return use.status === 'ready' ? strings.offline.cut : strings.offline.cutEarly;
  if (use.status === 'preparing') return strings.offline.preparing(Math.floor(use.fraction * 100));
  if (use.status === 'failed') return strings.offline.failed(use.reason);
  return use.status === 'unknown' ? '' : strings.offline[use.status];
}
