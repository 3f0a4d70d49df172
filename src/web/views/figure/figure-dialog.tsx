import { useEffect, useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { usePlotColours } from '../../components/plot/plot-colours.ts';
import { Segments } from '../../components/segments.tsx';
import { viewOf } from '../../layers/registry.ts';
import { COMPARES } from '../../state/display.ts';
import { useApp, usePointer, useWorkbench } from '../../state/hooks.ts';
import type { Pane } from '../../state/layout.ts';
import { stageOf } from '../../state/staging.ts';
import { strings } from '../../strings.ts';
import { figureStrings } from '../../strings-outlets.ts';
import { outletName } from '../panes/outlet-facts.ts';
import { keepFigureChoice, readFigureChoice } from './figure-choice.ts';
import { type FigureChoice, FORMATS, makeFigure, PAPERS } from './make-figure.ts';

/** Asks how the picture of a pane shall be saved, and shows it as it will be. */
export function FigureDialog() {
  const { pointer } = useWorkbench();
  const id = usePointer((state) => state.figure);
  const pane = useApp(({ recipe }) => stageOf(recipe.present).panes.find((each) => each.id === id));
  const close = () => pointer.setState({ figure: undefined });
  return (
    <ModalOverlay
      className="veil"
      isDismissable
      isOpen={pane !== undefined}
      onOpenChange={(now) => (now ? undefined : close())}
    >
      <Modal className="dialog-box">
        <Dialog className="sheet figure-dialog">{pane ? <FigureForm pane={pane} onClose={close} /> : null}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface FigureFormProps {
  readonly pane: Pane;
  readonly onClose: () => void;
}

function FigureForm({ pane, onClose }: FigureFormProps) {
  const bench = useWorkbench();
  const colours = usePlotColours();
  const [choice, setChoice] = useState<FigureChoice>(() => ({
    ...readFigureChoice(bench.choices),
    sides: bench.store.getState().view.display.compare,
  }));
  const [saving, setSaving] = useState<AbortController>();
  const change = (part: Partial<FigureChoice>) => setChoice((now) => ({ ...now, ...part }));
  useEffect(() => () => saving?.abort(), [saving]);
  const t = figureStrings;
  const view = viewOf(pane.base);
  const isCurve = view?.kind === 'curve';
  const save = async () => {
    const control = new AbortController();
    setSaving(control);
    keepFigureChoice(bench.choices, choice);
    const made = await makeFigure(bench, pane, choice, colours, control.signal).catch(() => undefined);
    if (control.signal.aborted) return;
    const extension = choice.format === 'svg' ? 'svg' : 'png';
    if (made instanceof Blob && view) {
      bench.outlet.save(made, outletName(bench.store.getState(), view, isCurve ? 'both' : choice.sides, extension));
    } else bench.settings.notify({ text: made?.toString() ?? t.failed, tone: 'problem' });
    onClose();
  };
  return (
    <>
      <Heading slot="title">{t.title(view?.name ?? '')}</Heading>
      <FigurePreview pane={pane} choice={choice} />
      <div className="figure-choices">
        {isCurve ? null : (
          <>
            <span className="plain-label">{t.sides}</span>
            <Segments
              name={t.sides}
              value={choice.sides}
              onChange={(sides) => change({ sides })}
              segments={COMPARES.map((id) => {
                const name = strings.compare.modes[id];
                return { id, name, label: name };
              })}
            />
          </>
        )}
        <span className="plain-label">{t.paper}</span>
        <Segments
          name={t.paper}
          value={choice.paper}
          onChange={(paper) => change({ paper })}
          segments={PAPERS.map((id) => ({ id, name: t.papers[id], label: t.papers[id] }))}
        />
        <span className="plain-label">{t.format}</span>
        <Segments
          name={t.format}
          value={choice.format}
          onChange={(format) => change({ format })}
          segments={FORMATS.map((id) => ({ id, name: t.formats[id], label: t.formats[id] }))}
        />
      </div>
      <div className="name-actions">
        <Button className="button" onPress={onClose}>
          {strings.cancel}
        </Button>
        <Button className="button primary" isDisabled={saving !== undefined} onPress={() => void save()}>
          {saving ? t.drawing : t.save}
        </Button>
      </div>
    </>
  );
}

interface FigurePreviewProps {
  readonly pane: Pane;
  readonly choice: FigureChoice;
}

/** The picture, or a sentence in its place. */
type Preview = { readonly url: string } | string;

/** The picture itself, as it will be saved. */
function FigurePreview({ pane, choice: { sides, paper } }: FigurePreviewProps) {
  const bench = useWorkbench();
  const colours = usePlotColours();
  const [preview, setPreview] = useState<Preview>(figureStrings.drawing);
  useEffect(() => {
    const control = new AbortController();
    let url: string | undefined;
    const show = async () => {
      const choice = { sides, paper, format: 'svg' } as const;
      const made = await makeFigure(bench, pane, choice, colours, control.signal).catch(() => undefined);
      if (control.signal.aborted) return;
      url = made instanceof Blob ? URL.createObjectURL(made) : undefined;
      setPreview(url === undefined ? (made?.toString() ?? figureStrings.nothing) : { url });
    };
    void show();
    return () => {
      control.abort();
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [bench, pane, colours, sides, paper]);
  return (
    <div className="figure-preview">
      {typeof preview === 'object' ? (
        <img src={preview.url} alt={figureStrings.preview} />
      ) : (
        <p role="status">{preview}</p>
      )}
    </div>
  );
}
