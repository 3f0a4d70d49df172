import { useF0, useWorkbench } from '../../state/hooks.ts';
import { f0Strings } from '../../strings-f0.ts';
import { ActionMenu } from '../action-menu.tsx';

const t = f0Strings;

/** f0 from files, and into them. */
export function F0FileMenu() {
  const { f0Files } = useWorkbench();
  const known = useF0(({ edited }) => edited !== undefined);
  return (
    <ActionMenu
      label={t.files}
      actions={[
        { id: 'import', label: t.file.import, command: 'f0.import', run: () => void f0Files.choose() },
        { id: 'csv', label: t.file.csv, command: 'f0.saveCsv', off: !known, run: () => void f0Files.save('csv') },
        { id: 'npz', label: t.file.npz, command: 'f0.saveNpz', off: !known, run: () => void f0Files.save('npz') },
      ]}
    />
  );
}
