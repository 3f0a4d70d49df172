import { CircleHelp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { MODULES } from '../../../core/modules/registry.ts';
import { later } from '../../components/later.tsx';
import { BoxPopup } from '../../components/popup.tsx';
import { strings } from '../../strings.ts';

const StepHelpText = later(async () => (await import('./step-help-text.tsx')).StepHelpText);

/** What a module does, its parameters, and what to cite: from its descriptor. */
export function StepHelp({ module }: { readonly module: string }) {
  const descriptor = MODULES.get(module);
  if (descriptor === undefined) return null;
  const label = strings.step.help(module);
  const button = (
    <Button className="button icon bare" aria-label={label}>
      <CircleHelp aria-hidden />
    </Button>
  );
  return (
    <BoxPopup label={label} className="step-help-box" placement="bottom end" button={button}>
      <StepHelpText descriptor={descriptor} />
    </BoxPopup>
  );
}
