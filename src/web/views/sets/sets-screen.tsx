import '../../styles/sets.css';
import '../../styles/set-rows.css';
import '../../styles/set-words.css';
import { FileDown, FileInput, Layers } from 'lucide-react';
import { useDeferredValue, useEffect } from 'react';
import { Button } from 'react-aria-components';
import { useWorkbench } from '../../state/hooks.ts';
import { setStrings } from '../../strings-sets.ts';
import { Exclusions } from './exclusions.tsx';
import { FactorList } from './factor-list.tsx';
import { SetFields } from './set-fields.tsx';
import { SetOutput } from './set-output.tsx';
import { SetRows } from './set-rows.tsx';
import { SetWords } from './set-words.tsx';
import { useSets } from './use-sets.ts';

/** A stimulus set: what varies on one side, what comes of it on the other. */
export function SetsScreen({ compact = false }: { readonly compact?: boolean }) {
  const { sets } = useWorkbench();
  const exists = useSets((state) => state.draft !== undefined);
  // Another set is not looked for by the words of the one before.
  const edition = useSets((state) => state.edition);
  // The rows are drawn in a task of their own, behind what is edited.
  const hasRows = useDeferredValue(true, false);
  // Sounds may have come or gone while another screen was shown.
  useEffect(() => sets.refresh(), [sets]);
  return (
    <section className="sets" id="set-screen" tabIndex={-1} aria-label={setStrings.title}>
      {exists ? (
        <>
          <div className="set-editor">
            <SetHead />
            <SetFields />
            <FactorList />
            <Exclusions />
            <SetOutput />
            <SetWords />
          </div>
          <div className="set-rows">{hasRows ? <SetRows key={edition} compact={compact} /> : null}</div>
        </>
      ) : (
        <NoSet />
      )}
    </section>
  );
}

function SetHead() {
  const { sets } = useWorkbench();
  return (
    <div className="set-head">
      <h1 className="section-title">{setStrings.title}</h1>
      <Button className="button" onPress={sets.fromRecipe}>
        <Layers aria-hidden />
        {setStrings.makeAgain}
      </Button>
      <Button className="button" onPress={() => void sets.choose()}>
        <FileInput aria-hidden />
        {setStrings.import}
      </Button>
      <Button className="button" onPress={sets.saveManifest}>
        <FileDown aria-hidden />
        {setStrings.save}
      </Button>
    </div>
  );
}

function NoSet() {
  const { sets } = useWorkbench();
  return (
    <div className="screen-empty">
      <h1>{setStrings.emptyTitle}</h1>
      <p className="second">{setStrings.empty}</p>
      <div className="screen-actions">
        <Button className="button primary" onPress={sets.fromRecipe}>
          <Layers aria-hidden />
          {setStrings.make}
        </Button>
        <Button className="button" onPress={() => void sets.choose()}>
          <FileInput aria-hidden />
          {setStrings.import}
        </Button>
      </div>
    </div>
  );
}
