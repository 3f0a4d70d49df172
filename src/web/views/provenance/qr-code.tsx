import { FileDown } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { Button } from 'react-aria-components';
import { useWorkbench } from '../../state/hooks.ts';
import { provenanceStrings } from '../../strings-provenance.ts';
import { pngOf } from '../figure/png.ts';
import { drawQr, qrPath, qrSquares, qrSvg } from './qr-picture.ts';

const t = provenanceStrings;

/** A link for a telephone, a poster or a slide. */
export function QrCode({ text }: { readonly text: string }) {
  const { take } = useWorkbench();
  const squares = useMemo(() => qrSquares(text), [text]);
  const size = squares.length;
  const save = (file: Blob, kind: string) => take.saveFile(file, `${take.baseName()}.link.${kind}`);
  const savePng = async () => {
    const canvas = document.createElement('canvas');
    drawQr(squares, canvas);
    save(await pngOf(canvas), 'png');
  };
  // A code that is half in sight is read by no telephone.
  const bring = useCallback((shown: HTMLDivElement | null) => {
    // Newer engines give a promise, which React would take for a clean-up.
    void shown?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="qr-code" ref={bring}>
      <svg
        role="img"
        aria-label={t.codeName(text.length)}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="qr-squares"
      >
        <path d={qrPath(squares)} />
      </svg>
      <div className="qr-actions">
        <p className="second">{t.codeHelp}</p>
        <Button className="button" onPress={() => save(new Blob([qrSvg(squares)], { type: 'image/svg+xml' }), 'svg')}>
          <FileDown aria-hidden />
          {t.saveSvg}
        </Button>
        <Button className="button" onPress={() => void savePng()}>
          <FileDown aria-hidden />
          {t.savePng}
        </Button>
      </div>
    </div>
  );
}
