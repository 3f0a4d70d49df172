import { NameDialog } from '../components/name-dialog.tsx';
import { useApp, usePointer, useWorkbench } from '../state/hooks.ts';
import { marksOf } from '../state/marks.ts';
import { markStrings as t } from '../strings-marks.ts';

/** Asks for the name of a mark that has just been made, or was there. */
export function MarkNameDialog() {
  const { marks, pointer } = useWorkbench();
  const id = usePointer((state) => state.naming);
  const mark = useApp(marksOf).find((each) => each.id === id);
  return (
    <NameDialog
      open={mark !== undefined}
      title={t.nameTitle}
      label={t.name}
      action={t.keep}
      name={mark?.name}
      onClose={() => pointer.setState({ naming: undefined })}
      onName={(name) => mark && marks.rename(mark.id, name)}
    />
  );
}
