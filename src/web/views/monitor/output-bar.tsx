import '../../styles/output.css';
import { VolumeX, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { focusLater } from '../../commands/focus.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { type OutputTrouble, setMonitor } from '../../state/monitor.ts';
import { chooseOutput } from '../../state/output.ts';
import { strings } from '../../strings.ts';
import { outputStrings as t } from '../../strings-output.ts';
import { OutputChoice } from './output-choice.tsx';
import { useFocusBack } from './use-focus-back.ts';

/** Over the transport: why nothing can be heard, and the way out. It stays until it is used or shut. */
export function OutputBar() {
  const trouble = useApp((state) => state.monitor.trouble);
  return trouble ? <Bar trouble={trouble} /> : null;
}

function Bar({ trouble }: { readonly trouble: OutputTrouble }) {
  const bench = useWorkbench();
  const { store, play } = bench;
  const device = useApp((state) => state.monitor.device);
  const [choosing, setChoosing] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  useFocusBack(bar);
  const choose = () => {
    setChoosing(true);
    focusLater('.output-bar .output-choice button');
  };
  const shut = () => setMonitor(store, { trouble: undefined });
  return (
    <div ref={bar} className="output-bar">
      <VolumeX aria-hidden />
      <span role="alert">{sentence(trouble, device?.label ?? '')}</span>
      {trouble === 'click' ? (
        <Button className="button" onPress={play.toggle}>
          {t.enable}
        </Button>
      ) : null}
      {trouble === 'silent' ? (
        <Button className="button" onPress={play.toggle}>
          {t.again}
        </Button>
      ) : null}
      {trouble === 'gone' || trouble === 'barred' ? (
        <Button className="button" onPress={() => void chooseOutput(bench, undefined)}>
          {t.useDefault}
        </Button>
      ) : null}
      {(trouble === 'none' || trouble === 'silent') && !choosing ? (
        <Button className="button" onPress={choose}>
          {t.choose}
        </Button>
      ) : null}
      {choosing ? <OutputChoice /> : null}
      <Button className="button icon bare" aria-label={strings.dismiss} onPress={shut}>
        <X aria-hidden />
      </Button>
    </div>
  );
}

function sentence(trouble: OutputTrouble, device: string): string {
  return trouble === 'gone' || trouble === 'barred' ? t[trouble](device) : t[trouble];
}
