import { Braces, Copy, Redo2, TriangleAlert, Undo2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { ChoiceMenu } from '../components/choice-menu.tsx';
import { shortSignature } from '../components/format.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Tip } from '../components/tip.tsx';
import { WorldPanel } from '../panels/world-panel.tsx';
import { meanF0 } from '../state/app-state.ts';
import { type ExportEncoding, portableQuery } from '../state/exporting.ts';
import { useApp, useWorkbench } from '../state/hooks.ts';
import { sameTexts } from '../state/world-texts.ts';
import { strings } from '../strings.ts';
import { RenderStatus } from './render-status.tsx';

export interface RecipePanelProps {
  readonly queryOpen: boolean;
  readonly onQuery: (open: boolean) => void;
}

export function RecipePanel({ queryOpen, onQuery }: RecipePanelProps) {
  const { recipe } = useWorkbench();
  const canUndo = useApp(({ recipe: { past, before } }) => past.length > 0 || before !== undefined);
  const canRedo = useApp((state) => state.recipe.future.length > 0);
  return (
    <aside className="recipe" id="recipe" tabIndex={-1} aria-label={strings.regions.recipe}>
      <div className="panel-head">
        <h2 className="section-title">{strings.recipe.title}</h2>
        <IconButton icon={Undo2} label={strings.undo} keys="Ctrl Z" bare disabled={!canUndo} onPress={recipe.undo} />
        <IconButton icon={Redo2} label={strings.redo} keys="Ctrl Y" bare disabled={!canRedo} onPress={recipe.redo} />
        <Tip label={strings.shortcuts.commands.query} keys="J">
          <ToggleButton className="button" isSelected={queryOpen} onChange={onQuery}>
            <Braces aria-hidden />
            {strings.recipe.json}
          </ToggleButton>
        </Tip>
      </div>
      <div className="recipe-scroll">
        <WorldCard />
        <Problems />
        {queryOpen ? <QueryCard /> : null}
      </div>
      <RecipeFoot />
    </aside>
  );
}

function WorldCard() {
  const { recipe, play } = useWorkbench();
  const texts = useApp((state) => state.recipe.present);
  const heard = useApp((state) => state.render.result?.texts);
  const mean = useApp((state) => meanF0(state.source));
  const voiced = useApp(({ source }) => source?.f0.status !== 'ready' || source.f0.value.mean !== undefined);
  const duration = useApp((state) => state.source?.sound.duration ?? 0);
  const facts = useMemo(() => ({ meanF0: mean, duration }), [mean, duration]);
  const problems = useApp((state) => state.problems);
  const release = useRef<() => void>(() => undefined);
  return (
    <WorldPanel
      texts={texts}
      heard={heard}
      facts={facts}
      voiced={voiced}
      problems={problems}
      onDrag={recipe.drag}
      onSettle={recipe.settle}
      onCommit={recipe.commitTyped}
      onReset={recipe.reset}
      onHold={() => {
        release.current = play.holdLoop();
      }}
      onRelease={() => {
        release.current();
        release.current = () => undefined;
      }}
    />
  );
}

function Problems() {
  const count = useApp((state) => Object.keys(state.problems).length);
  if (count === 0) return null;
  return (
    <p className="problem-note">
      <TriangleAlert aria-hidden />
      {strings.recipe.problems(count)}
    </p>
  );
}

function QueryCard() {
  const { take } = useWorkbench();
  const texts = useApp((state) => state.recipe.present);
  const fileName = useApp((state) => state.source?.entry.fileName);
  if (fileName === undefined) return null;
  const query = portableQuery(fileName, texts);
  return (
    <section className="card query" aria-label={strings.recipe.queryTitle}>
      <header className="card-head">
        <h3>{strings.recipe.queryTitle}</h3>
        <Button className="button" onPress={() => void take.copy(query, strings.recipe.queryCopied)}>
          <Copy aria-hidden />
          {strings.recipe.copy}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="selectable" tabIndex={0}>
        {query}
      </pre>
      <p className="quiet">{strings.recipe.queryHelp}</p>
    </section>
  );
}

const ENCODINGS: readonly { readonly id: ExportEncoding; readonly label: string }[] = [
  { id: 's16', label: strings.recipe.encodings.s16 },
  { id: 's24', label: strings.recipe.encodings.s24 },
  { id: 'f32', label: strings.recipe.encodings.f32 },
];

function RecipeFoot() {
  const { take } = useWorkbench();
  const [encoding, setEncoding] = useState<ExportEncoding>('s16');
  const result = useApp((state) => state.render.result);
  const present = useApp((state) => state.recipe.present);
  const current = result !== undefined && sameTexts(result.texts, present);
  return (
    <div className="recipe-foot">
      <div className="foot-status">
        <RenderStatus />
        {current ? <Signature signature={result.rendered.signature} /> : null}
      </div>
      <div className="foot-actions">
        <Tip label={strings.recipe.exportDetail} keys="Ctrl S">
          <Button className="button primary" isDisabled={!current} onPress={() => void take.exportWav(encoding)}>
            {strings.recipe.export}
          </Button>
        </Tip>
        <ChoiceMenu name={strings.recipe.encoding} choices={ENCODINGS} value={encoding} onChange={setEncoding} />
      </div>
    </div>
  );
}

function Signature({ signature }: { readonly signature: string }) {
  const { take } = useWorkbench();
  return (
    <Tip label={strings.recipe.copySignature}>
      <Button
        className="signature mono"
        aria-label={`${strings.recipe.copySignature} ${signature}`}
        onPress={() => void take.copy(signature, strings.recipe.signatureCopied)}
      >
        {shortSignature(signature)}
      </Button>
    </Tip>
  );
}
