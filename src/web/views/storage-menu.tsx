import { HardDrive } from 'lucide-react';
import { Button } from 'react-aria-components';
import { later } from '../components/later.tsx';
import { BoxPopup } from '../components/popup.tsx';
import { Tip } from '../components/tip.tsx';
import { strings } from '../strings.ts';

const StoragePanel = later(async () => (await import('./storage-panel.tsx')).StoragePanel);

/** The panel in a popover, from the header. */
export function StorageMenu() {
  const label = strings.storage.title;
  const button = (
    <Tip label={label}>
      <Button className="button icon" aria-label={label}>
        <HardDrive aria-hidden />
      </Button>
    </Tip>
  );
  return (
    <BoxPopup label={label} className="storage-box" placement="bottom end" button={button}>
      <StoragePanel />
    </BoxPopup>
  );
}
