import { TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { ProgressLine } from '../components/progress-line.tsx';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { strings } from '../strings.ts';
import { projectStrings } from '../strings-project.ts';

/** Whether what is done here is kept: with the time, or in red with the reason. */
export function SaveStatus() {
  const { transfer } = useWorkbench();
  const saving = useApp((state) => state.saving);
  const storing = useApp((state) => state.storingLong);
  if (saving.status === 'failed') {
    return (
      <>
        <span className="save-status failed" role="alert">
          <TriangleAlert aria-hidden />
          {strings.saving.notSaved(saving.reason)}
        </span>
        <Button className="link" onPress={() => void transfer.download()}>
          {projectStrings.download}
        </Button>
      </>
    );
  }
  if (storing) return <span className="save-status">{strings.saving.saving}</span>;
  return saving.status === 'saved' ? (
    <span className="save-status">{strings.saving.saved(timeOf(saving.at))}</span>
  ) : null;
}

/** A project on its way to a file or out of one, or f0 out of one. */
export function TransferStatus() {
  const { transfer, f0Files } = useWorkbench();
  const now = useApp((state) => state.transfer);
  if (!now) return null;
  const label = projectStrings[now.kind];
  return (
    <span className="save-status transfer-status">
      <span>{label}</span>
      <ProgressLine name={label} fraction={now.fraction} />
      <Button className="link" onPress={now.kind === 'f0' ? f0Files.stop : transfer.stop}>
        {projectStrings.stop}
      </Button>
    </span>
  );
}

/** Says that another page writes, and takes its place on demand. */
export function ElsewhereBar() {
  const { project } = useWorkbench();
  const elsewhere = useApp((state) => state.saving.status === 'elsewhere');
  if (!elsewhere) return null;
  return (
    <div className="elsewhere" role="status">
      <strong>{strings.saving.elsewhere}</strong>
      <span className="elsewhere-hint">{strings.saving.elsewhereHint}</span>
      <Button className="button" onPress={() => void project.takeOver()}>
        {strings.saving.useHere}
      </Button>
    </div>
  );
}

/** `14:02` */
function timeOf(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
