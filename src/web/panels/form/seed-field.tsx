import { Dices, Lock, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { Tip } from '../../components/tip.tsx';
import { newSeed } from '../../state/seeds.ts';
import { presetStrings } from '../../strings-presets.ts';
import type { FieldProps } from './form.ts';

const t = presetStrings;

/** A seed: typed, drawn anew, or kept when others are drawn. @param children the field itself */
export function SeedField({ path, form, children }: FieldProps & { readonly children: ReactNode }) {
  const locked = form.isLocked(path);
  const Icon = locked ? Lock : LockOpen;
  return (
    <div className="seed-field">
      {children}
      <IconButton icon={Dices} label={t.newSeed} bare disabled={locked} onPress={() => form.set(path, newSeed())} />
      <Tip label={t.lock}>
        <ToggleButton
          className="button icon bare"
          aria-label={t.lock}
          isSelected={locked}
          onChange={(on) => form.lock(path, on)}
        >
          <Icon aria-hidden />
        </ToggleButton>
      </Tip>
    </div>
  );
}
