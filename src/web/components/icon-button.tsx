import type { LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { Button } from 'react-aria-components';
import { Tip } from './tip.tsx';

export interface IconButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly bare?: boolean;
  readonly disabled?: boolean;
  /** Of a button that shows and hides something. */
  readonly expanded?: boolean;
  readonly onPress: () => void;
}

export const IconButton = memo(function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, keys, bare = false, disabled = false, expanded, onPress } = props;
  return (
    <Tip label={label} keys={keys}>
      <Button
        className={bare ? 'button icon bare' : 'button icon'}
        aria-label={label}
        isDisabled={disabled}
        {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
        onPress={onPress}
      >
        <Icon aria-hidden />
      </Button>
    </Tip>
  );
});
