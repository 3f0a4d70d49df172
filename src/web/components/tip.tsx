import type { ReactElement } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';

export interface TipProps {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string | undefined;
  readonly children: ReactElement;
}

/** What a control does, and its keys, half a second after the pointer rests on it. */
export function Tip({ label, keys, children }: TipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className="tip" offset={6}>
        {label}
        {keys === undefined ? null : <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
