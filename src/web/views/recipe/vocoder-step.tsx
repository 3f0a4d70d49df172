import '../../styles/vocoder-panel.css';
import { useEffect, useMemo, useState } from 'react';
import { vocoderParams } from '../../../core/modules/vocoder-params.ts';
import type { Form } from '../../panels/form/form.ts';
import { VocoderPanel } from '../../panels/vocoder-panel.tsx';
import { meanF0 } from '../../state/app-state.ts';
import { useApp, useAudition, useWorkbench } from '../../state/hooks.ts';
import type { RecipeStep } from '../../state/recipe-doc.ts';
import { strings } from '../../strings.ts';
import { vocoderStrings } from '../../strings-vocoder.ts';
import { focusStep } from './focus-step.ts';
import { padBefore, useShortSound } from './short-sound.ts';
import { useSilentBands } from './use-silent-bands.ts';
import { useVocoderShape } from './use-vocoder-shape.ts';

/** The filterbank designer of a `vocoder` step. */
export function VocoderStep({ step, form }: { readonly step: RecipeStep; readonly form: Form }) {
  const { recipe, store, settings, bands } = useWorkbench();
  const { params } = step;
  const sampleRate = useApp((state) => state.source?.sound.sampleRate);
  const mean = useApp((state) => meanF0(state.source));
  const given = useMemo(() => vocoderParams.safeParse(params).data, [params]);
  const shape = useVocoderShape(params, sampleRate);
  const silent = useSilentBands(step, given !== undefined && shape !== undefined);
  const short = useShortSound(step.id);
  const playing = useAudition();
  const [asked, setAsked] = useState<number>();
  useEffect(() => {
    if (!playing) setAsked(undefined);
  }, [playing]);
  return (
    <VocoderPanel
      given={given}
      value={form.value}
      typed={(path) => typedNumber(form, path) ?? form.value(path)}
      shape={shape}
      meanF0={mean}
      silent={silent}
      short={short?.needed}
      onPad={() => {
        // The button goes once there is enough.
        if (short) focusStep(padBefore(recipe, store.getState().recipe.present, step.id, short.seconds));
      }}
      heard={asked}
      onHear={(_, band) => {
        setAsked(asked === band ? undefined : band);
        if (shape) void bands.hear(step.id, shape, band);
      }}
      onSet={(path, value) => {
        form.revert(path);
        form.set(path, value);
      }}
      onDrag={form.drag}
      onSettle={form.settle}
      onTurned={() =>
        settings.notify({
          text: vocoderStrings.turned,
          tone: 'info',
          action: { label: strings.undo, run: recipe.undo },
        })
      }
    />
  );
}

/** A number that was refused, as it stands in its field. */
function typedNumber(form: Form, path: readonly string[]): number | undefined {
  const text = form.problem(path, false)?.typed.trim() ?? '';
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? undefined : value;
}
