import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { Button } from 'react-aria-components';
import { OCTAVE_FACTORS } from '../../../core/kernels/contour-kernel.ts';
import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Segments } from '../../components/segments.tsx';
import { Tip } from '../../components/tip.tsx';
import { spanOf } from '../../state/f0-contour.ts';
import { f0EditText, f0SpanText } from '../../state/f0-edit-texts.ts';
import { F0_TOOLS, type F0Tool, type Smoothing } from '../../state/f0-editing.ts';
import { useApp, useF0, useWorkbench } from '../../state/hooks.ts';
import { f0Strings } from '../../strings-f0.ts';
import { useKeyLabel } from '../use-keys.ts';
import { F0FileMenu } from './f0-file-menu.tsx';

const t = f0Strings;

const FAMILIES = (['correct', 'shape'] as const).map((id) => ({
  id,
  label: t.families[id],
  name: `${t.families[id]}: ${t.familyHelp[id]}`,
}));

/** The tools of the f0 pane: which, to what end, and what the chosen one offers. */
export function F0Bar() {
  const { f0 } = useWorkbench();
  const { tool, family } = useF0((state) => state);
  const reason = useReason();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a tool bar is no form group
    <div className="f0-bar" role="group" aria-label={t.tools}>
      {reason === undefined ? (
        <>
          <Segments
            name={t.tools}
            value={tool}
            onChange={f0.setTool}
            segments={F0_TOOLS.map((id, index) => ({ id, label: t.tool[id], name: t.tool[id], keys: String(index) }))}
          />
          <Segments name={t.family} value={family} onChange={f0.setFamily} segments={FAMILIES} />
          <ToolOptions tool={tool} />
          <p className="f0-help">{t.help[tool]}</p>
          <Suspects />
          <F0FileMenu />
        </>
      ) : (
        <p className="f0-help">{reason}</p>
      )}
    </div>
  );
}

/** Looked at again whenever what it depends on changes. */
function useReason(): string | undefined {
  const { f0 } = useWorkbench();
  useApp((state) => state.recipe.present);
  useF0((state) => state.edited);
  return f0.reason();
}

function ToolOptions({ tool }: { readonly tool: F0Tool }) {
  const { f0 } = useWorkbench();
  const noisy = useF0((state) => state.noisy !== undefined);
  const voiceKeys = useKeyLabel('f0.voice');
  const unvoiceKeys = useKeyLabel('f0.unvoice');
  const has = useHasTarget();
  if (tool === 'octave') {
    return (
      <span className="f0-options">
        {OCTAVE_FACTORS.map((value) => (
          <Tip key={value} label={t.factorNames[value]}>
            <Button
              className="button"
              aria-label={t.factorNames[value]}
              isDisabled={!has}
              onPress={() => f0.change({ operation: 'octave', value })}
            >
              {t.factors[value]}
            </Button>
          </Tip>
        ))}
      </span>
    );
  }
  if (tool === 'voicing') {
    return (
      <span className="f0-options">
        <Tip label={t.unvoice} keys={unvoiceKeys}>
          <Button className="button" isDisabled={!has} onPress={() => f0.change({ operation: 'unvoice' })}>
            {t.unvoice}
          </Button>
        </Tip>
        <Tip label={t.voice} keys={voiceKeys}>
          <Button className="button" isDisabled={!has} onPress={() => f0.change({ operation: 'voice' })}>
            {t.voice}
          </Button>
        </Tip>
        {noisy ? (
          <span className="f0-note">
            {t.noisy}
            <Button className="button" onPress={f0.correctVoicing}>
              {t.makeCorrection}
            </Button>
          </span>
        ) : null}
      </span>
    );
  }
  if (tool !== 'smooth' && tool !== 'stylise') return null;
  return (
    <span className="f0-options">
      {tool === 'smooth' ? <SmoothingMenu /> : null}
      <Button className="button" isDisabled={!has} onPress={f0.take}>
        {t.apply}
      </Button>
    </span>
  );
}

const SMOOTHINGS: readonly Smoothing[] = [
  ...[3, 5, 7, 9, 11].map((value) => ({ operation: 'median', value }) as const),
  ...[0.01, 0.02, 0.03, 0.05, 0.07, 0.1].map((value) => ({ operation: 'gaussian', value }) as const),
];

const idOf = ({ operation, value }: Smoothing): string => `${operation} ${value}`;

function SmoothingMenu() {
  const { f0 } = useWorkbench();
  const smoothing = useF0((state) => state.smoothing);
  return (
    <ChoiceMenu
      name={t.method}
      value={idOf(smoothing)}
      onChange={(id) => {
        const chosen = SMOOTHINGS.find((each) => idOf(each) === id);
        if (chosen) f0.setSmoothing(chosen);
      }}
      choices={SMOOTHINGS.map((each) => ({
        id: idOf(each),
        label: each.operation === 'median' ? t.median(each.value) : t.gaussian(each.value),
      }))}
    />
  );
}

/** Whether a selection, or a run at the cursor, is there to be worked on. */
function useHasTarget(): boolean {
  const { f0 } = useWorkbench();
  useApp((state) => state.view);
  useF0((state) => state);
  return f0.target() !== undefined;
}

function Suspects() {
  const { f0 } = useWorkbench();
  const { suspects, suspect, edited } = useF0((state) => state);
  const [previous, next] = [useKeyLabel('f0.previous'), useKeyLabel('f0.next')];
  const description = useId();
  if (suspects.length === 0 || !edited) return <span className="f0-suspects quiet">{t.noSuspects}</span>;
  const place = suspect ? suspects.indexOf(suspect) + 1 : 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && f0.drop()) event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves what its buttons began
    <span className="f0-suspects" onKeyDown={onKeyDown}>
      <span id={description}>
        {suspect
          ? t.suspectAt(place, suspects.length, t.suspect[suspect.kind], f0SpanText(spanOf(edited, suspect)))
          : t.suspects(suspects.length)}
      </span>
      <IconButton icon={ChevronLeft} label={t.previous} keys={previous} bare onPress={() => f0.lookAt(-1)} />
      <IconButton icon={ChevronRight} label={t.next} keys={next} bare onPress={() => f0.lookAt(1)} />
      {suspect ? (
        <>
          <Button className="button" aria-describedby={description} onPress={f0.take}>
            {f0EditText({ ...suspect.proposal, family: 'correct', from: 0, to: 0 })}
          </Button>
          <Button className="button" aria-describedby={description} onPress={f0.dismiss}>
            {t.dismiss}
          </Button>
        </>
      ) : null}
    </span>
  );
}
