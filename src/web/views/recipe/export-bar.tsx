import { ChevronDown, X } from 'lucide-react';
import { memo } from 'react';
import { Button } from 'react-aria-components';
import { FORMATS } from '../../../core/codecs/formats.ts';
import { ChoiceMenu, choicePart } from '../../components/choice-menu.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { MenuPopup } from '../../components/popup.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { Tip } from '../../components/tip.tsx';
import { waysToWrite } from '../../forms/output-choices.ts';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { hasResult } from '../../state/result-state.ts';
import { strings } from '../../strings.ts';
import { FORMAT_CHOICES, wayLabel, wayName } from '../output-names.ts';
import { useKeyLabel } from '../use-keys.ts';

const t = strings.export;

/** Takes the result home: in which format, how it is written, and how far that is. */
export const ExportBar = memo(function ExportBar() {
  const { take } = useWorkbench();
  const keys = useKeyLabel('take.export');
  const { format } = useApp(({ settings }) => settings.output);
  const exporting = useApp((state) => state.exporting);
  const isReady = useApp(hasResult);
  if (exporting?.late) {
    return (
      <div className="status working" role="status">
        <span className="status-text">{t.writing(exporting.name, Math.round(exporting.fraction * 100))}</span>
        <IconButton icon={X} label={strings.cancel} bare onPress={take.cancel} />
        <ProgressLine name={t.progress} fraction={exporting.fraction} />
      </div>
    );
  }
  return (
    <div className="foot-actions">
      <div className="split-button">
        <Tip label={format === 'raw' ? t.withoutRecipe : t.detail} keys={keys}>
          <Button className="button primary" isDisabled={!isReady} onPress={() => void take.save()}>
            {t.save(FORMATS[format].name)}
          </Button>
        </Tip>
        <FormatMenu />
      </div>
      <WayMenu />
    </div>
  );
});

const FormatMenu = memo(function FormatMenu() {
  const { take } = useWorkbench();
  const { format } = useApp(({ settings }) => settings.output);
  const parts = [choicePart(t.formatMenu, FORMAT_CHOICES, format, take.chooseFormat)];
  return (
    <MenuPopup label={t.formatMenu} placement="top end" parts={parts}>
      <Button className="button primary icon" aria-label={t.format(FORMATS[format].name)}>
        <ChevronDown aria-hidden />
      </Button>
    </MenuPopup>
  );
});

/** Encodings, bitrates or qualities, whichever the format has. */
const WayMenu = memo(function WayMenu() {
  const { take } = useWorkbench();
  const output = useApp(({ settings }) => settings.output);
  const sampleRate = useApp(
    ({ render, source }) => (render.result?.rendered.shape ?? source?.sound)?.sampleRate ?? 44100,
  );
  const ways = waysToWrite(output, sampleRate);
  const choices = ways.map((way) => ({ id: wayName(way), label: wayName(way) }));
  const choose = (name: string) => {
    const way = ways.find((one) => wayName(one) === name);
    if (way) take.chooseOutput(way);
  };
  return <ChoiceMenu name={wayLabel(output)} choices={choices} value={wayName(output)} onChange={choose} />;
});
