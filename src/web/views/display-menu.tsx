import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { later } from '../components/later.tsx';
import { BoxPopup } from '../components/popup.tsx';
import { displayStrings } from '../strings-views.ts';

const DisplayFields = later(async () => (await import('./display-fields.tsx')).DisplayFields);

/** How all views look, from the bar above them. */
export function DisplayMenu({ children }: { /** What stands above them. */ readonly children?: ReactNode }) {
  const t = displayStrings;
  const button = (
    <Button className="button icon bare" aria-label={t.title}>
      <SlidersHorizontal aria-hidden />
    </Button>
  );
  return (
    <BoxPopup label={t.title} className="display-box" placement="bottom end" button={button}>
      {children}
      <DisplayFields />
    </BoxPopup>
  );
}
