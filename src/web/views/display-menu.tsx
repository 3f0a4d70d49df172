import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { strings } from '../strings.ts';
import { later } from './lazy.tsx';

const DisplayFields = later(async () => (await import('./display-fields.tsx')).DisplayFields);

/** How all views look, from the bar above them. */
export function DisplayMenu({ children }: { /** What stands above them. */ readonly children?: ReactNode }) {
  const t = strings.display;
  return (
    <DialogTrigger>
      <Button className="button icon bare" aria-label={t.title}>
        <SlidersHorizontal aria-hidden />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Dialog className="display-box" aria-label={t.title}>
          {children}
          <DisplayFields />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
