import { Button } from 'react-aria-components';
import { BoxPopup } from '../../components/popup.tsx';
import type { SoundEntry } from '../../state/app-state.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { failedStrings } from '../../strings-failed.ts';
import { FailedDetails } from './failed-details.tsx';
import '../../styles/failed.css';

/** What can be done about a file that could not be read. */
export function FailedTools({ entry }: { readonly entry: SoundEntry }) {
  const { library } = useWorkbench();
  const t = failedStrings;
  return (
    <span className="failed-tools">
      <BoxPopup label={t.details} className="failed-details" button={<Button className="link">{t.details}</Button>}>
        <FailedDetails entry={entry} />
      </BoxPopup>
      <Button
        className="link"
        aria-label={strings.library.remove(entry.name)}
        onPress={() => library.remove(entry.key)}
      >
        {t.remove}
      </Button>
    </span>
  );
}
