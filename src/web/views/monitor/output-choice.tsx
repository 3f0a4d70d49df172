import { useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { ChoiceMenu } from '../../components/choice-menu.tsx';
import type { OutputDevice } from '../../services/output-device.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { chooseOutput, outputs } from '../../state/output.ts';
import { outputStrings as t } from '../../strings-output.ts';

const STANDARD = 'default';

/** Which device sound goes to; which there are is known once the browser may say so. */
export function OutputChoice() {
  const bench = useWorkbench();
  const { devices, look } = useOutputs();
  const chosen = useApp((state) => state.monitor.device);
  const [problem, setProblem] = useState('');
  if (!outputs.canChoose()) return <p className="quiet listening-note">{t.fixed}</p>;
  const choose = async (device: OutputDevice | undefined) => {
    try {
      await chooseOutput(bench, device);
      setProblem('');
    } catch {
      setProblem(t.failed(device?.label ?? t.standard));
    }
  };
  const ask = async () => {
    try {
      const device = await outputs.ask();
      if (device) await choose(device);
      await look();
    } catch {
      setProblem(t.refused);
    }
  };
  const missing = chosen && !devices.some(({ id }) => id === chosen.id) ? chosen : undefined;
  return (
    <div className="output-choice">
      <div className="output-row">
        <span>{t.title}</span>
        <ChoiceMenu
          name={t.title}
          choices={[
            { id: STANDARD, label: t.standard },
            ...devices,
            ...(missing
              ? [{ id: missing.id, label: devices.length > 0 ? t.missing(missing.label) : missing.label }]
              : []),
          ]}
          value={chosen?.id ?? STANDARD}
          onChange={(id) => void choose(devices.find((device) => device.id === id))}
        />
      </div>
      {devices.length === 0 ? (
        <>
          <Button className="link" onPress={() => void ask()}>
            {t.ask}
          </Button>
          <p className="quiet listening-note">{t.askDetail}</p>
        </>
      ) : null}
      {problem === '' ? null : (
        <p className="listening-note problem-text" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function useOutputs() {
  const [devices, setDevices] = useState<readonly OutputDevice[]>([]);
  const look = useCallback(async () => setDevices(await outputs.list()), []);
  useEffect(() => {
    void look();
    return outputs.onChange(() => void look());
  }, [look]);
  return { devices, look };
}
