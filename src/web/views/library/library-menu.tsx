import { Circle, Ellipsis, Plus } from 'lucide-react';
import { Button } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { MenuPopup } from '../../components/popup.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { projectStrings } from '../../strings-project.ts';
import { useKeyLabel } from '../use-keys.ts';

/** Ways in, and what lies behind the list. */
export function LibraryMenu({ onBin }: { readonly onBin: () => void }) {
  const { library, project, transfer } = useWorkbench();
  const binned = useApp((state) => state.bin.length);
  const t = strings.library;
  const lines = [
    { id: 'folder', label: t.addFolder, run: () => void library.chooseFolder() },
    { id: 'samples', label: t.samples, run: () => void project.bringBackSamples() },
    { id: 'download', label: projectStrings.download, run: () => void transfer.download() },
    { id: 'open', label: projectStrings.open, run: () => void library.choose() },
    { id: 'bin', label: t.openBin(binned), run: onBin },
  ];
  return (
    <span className="panel-tools">
      <a className="button icon record-link" href="#record" aria-label={strings.record.title}>
        <Circle aria-hidden />
      </a>
      <IconButton icon={Plus} label={t.add} keys={useKeyLabel('library.add')} onPress={() => void library.choose()} />
      <MenuPopup label={t.more} placement="bottom end" parts={[{ kind: 'actions', lines }]}>
        <Button className="button icon bare" aria-label={t.more}>
          <Ellipsis aria-hidden />
        </Button>
      </MenuPopup>
    </span>
  );
}
