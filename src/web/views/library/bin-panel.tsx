import { ArrowLeft, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { length } from '../../components/format.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Sketch } from '../../components/sketch.tsx';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';

/** Deleted sounds. Emptying it is the one thing here that cannot be undone, so it asks. */
export function BinPanel({ onBack }: { readonly onBack: () => void }) {
  const { library } = useWorkbench();
  const bin = useApp((state) => state.bin);
  const [asking, setAsking] = useState(false);
  const t = strings.library;
  return (
    <>
      <div className="panel-head">
        <IconButton icon={ArrowLeft} label={t.back} bare onPress={onBack} />
        <h2 className="section-title">{t.bin}</h2>
      </div>
      <p className="quiet bin-hint">{bin.length === 0 ? t.binEmpty : t.binHint}</p>
      <ul className="sound-list bin-list">
        {bin.map((record) => (
          <li key={record.id} className="sound">
            <Sketch peaks={record.sketch} chosen={false} />
            <span className="sound-text">
              <span className="sound-name" title={record.name}>
                {record.name}
              </span>
              <span className="sound-detail">{length(record.facts.duration)}</span>
            </span>
            <IconButton icon={Undo2} label={t.restore(record.name)} onPress={() => library.restoreFromBin(record.id)} />
          </li>
        ))}
      </ul>
      {bin.length === 0 ? null : (
        <div className="bin-foot">
          {asking ? (
            <div role="alertdialog" aria-label={t.emptyBin}>
              <p>{t.eraseSure(bin.length)}</p>
              <Button
                className="button danger"
                onPress={() => {
                  setAsking(false);
                  void library.erase(bin.map(({ id }) => id));
                }}
              >
                {t.erase}
              </Button>
              <Button className="button" autoFocus onPress={() => setAsking(false)}>
                {t.keepThem}
              </Button>
            </div>
          ) : (
            <Button className="button" onPress={() => setAsking(true)}>
              {t.emptyBin}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
