import type { LucideIcon } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Tip } from './tip.tsx';

export interface IconButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly bare?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

export function IconButton({ icon: Icon, label, keys, bare = false, disabled = false, onPress }: IconButtonProps) {
  return (
    <Tip label={label} keys={keys}>
      <Button
        className={bare ? 'button icon bare' : 'button icon'}
        aria-label={label}
        isDisabled={disabled}
        onPress={onPress}
      >
        <Icon aria-hidden />
      </Button>
    </Tip>
  );
}
