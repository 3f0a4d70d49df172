import { HardDrive } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Tip } from '../components/tip.tsx';
import { strings } from '../strings.ts';
import { later } from './lazy.tsx';

const StoragePanel = later(async () => (await import('./storage-panel.tsx')).StoragePanel);

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
