import { MapPin, SlidersHorizontal, Spline, ZoomIn, ZoomOut } from 'lucide-react';
import { memo } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { later } from '../../components/later.tsx';
import { BoxPopup } from '../../components/popup.tsx';
import { Tip } from '../../components/tip.tsx';
import { continuumStrings } from '../../strings-continuum.ts';
import { planeStrings } from '../../strings-plane.ts';
import type { PlaneModel } from './plane-model.ts';

const t = planeStrings;

const PlaneOptionFields = later(async () => (await import('./plane-option-fields.tsx')).PlaneOptionFields);

/** Which keys do the same, by the names that the tools have here. */
export type PlaneKeys = Readonly<Partial<Record<'pin' | 'jnd' | 'line' | 'nearer' | 'wider', string | undefined>>>;

interface PlaneToolsProps extends Pick<PlaneModel, 'view' | 'onView' | 'onPin' | 'onToggleLine'> {
  readonly canPin: boolean;
  readonly hasLine: boolean;
  readonly keys: PlaneKeys;
}

/** What can be done in the plane besides moving the dot, which leaves all of this as it is. */
export const PlaneTools = memo(function PlaneTools(props: PlaneToolsProps) {
  const { view, onView, onPin, onToggleLine, canPin, hasLine, keys } = props;
  return (
    <div className="plane-tools">
      <IconButton icon={MapPin} label={t.pin} keys={keys.pin} bare disabled={!canPin} onPress={onPin} />
      <Tip label={t.jndNote} keys={keys.jnd}>
        <ToggleButton
          className="button bare"
          isSelected={view.ellipses !== 'off'}
          onChange={(on) => onView({ ellipses: on ? 'source' : 'off' })}
        >
          {t.jnd}
        </ToggleButton>
      </Tip>
      <Tip label={continuumStrings.toggle} keys={keys.line}>
        <ToggleButton
          className="button icon bare"
          aria-label={continuumStrings.toggle}
          isSelected={hasLine}
          onChange={onToggleLine}
        >
          <Spline aria-hidden />
        </ToggleButton>
      </Tip>
      <PlaneOptions view={view} onView={onView} />
    </div>
  );
});

interface PlaneZoomProps extends Pick<PlaneModel, 'view' | 'onZoom'> {
  readonly keys: PlaneKeys;
}

export const PlaneZoom = memo(function PlaneZoom({ view, onZoom, keys }: PlaneZoomProps) {
  return (
    <div className="plane-zoom">
      <IconButton
        icon={ZoomOut}
        label={t.zoomOut}
        keys={keys.wider}
        bare
        disabled={view.level === 3}
        onPress={() => onZoom(-1)}
      />
      <IconButton
        icon={ZoomIn}
        label={t.zoomIn}
        keys={keys.nearer}
        bare
        disabled={view.level === 0}
        onPress={() => onZoom(1)}
      />
    </div>
  );
});

function PlaneOptions({ view, onView }: Pick<PlaneModel, 'view' | 'onView'>) {
  const button = (
    <Button className="button icon bare" aria-label={t.options}>
      <SlidersHorizontal aria-hidden />
    </Button>
  );
  return (
    <BoxPopup label={t.options} className="display-box" placement="bottom end" button={button}>
      <PlaneOptionFields view={view} onView={onView} />
    </BoxPopup>
  );
}
