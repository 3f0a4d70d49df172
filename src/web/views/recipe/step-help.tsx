import { CircleHelp } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { MODULES } from '../../../core/modules/registry.ts';
import { strings } from '../../strings.ts';
import { later } from '../lazy.tsx';

const StepHelpText = later(async () => (await import('./step-help-text.tsx')).StepHelpText);

/** What a module does, its parameters, and what to cite: from its descriptor. */
export function StepHelp({ module }: { readonly module: string }) {
  const descriptor = MODULES.get(module);
  if (descriptor === undefined) return null;
  return (
    <DialogTrigger>
      <Button className="button icon bare" aria-label={strings.step.help(module)}>
        <CircleHelp aria-hidden />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Dialog className="step-help-box" aria-label={strings.step.help(module)}>
          <StepHelpText descriptor={descriptor} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
