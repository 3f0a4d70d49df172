import { MapPin, SlidersHorizontal, Spline, ZoomIn, ZoomOut } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover, ToggleButton } from 'react-aria-components';
import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import { Tip } from '../../components/tip.tsx';
import { SNAPS } from '../../state/plane-geometry.ts';
import { PLANE_STEPS } from '../../state/plane-view.ts';
import { continuumStrings } from '../../strings-continuum.ts';
import { planeStrings } from '../../strings-plane.ts';
import type { PlaneModel } from './plane-model.ts';

const t = planeStrings;

/** Which keys do the same, by the names that the tools have here. */
export type PlaneKeys = Readonly<Partial<Record<'pin' | 'jnd' | 'line' | 'nearer' | 'wider', string | undefined>>>;

/** What can be done in the plane besides moving the dot. */
export function PlaneTools({ model, keys }: { readonly model: PlaneModel; readonly keys: PlaneKeys }) {
  const { view, onView } = model;
  return (
    <div className="plane-tools">
      <IconButton
        icon={MapPin}
        label={t.pin}
        keys={keys.pin}
        bare
        disabled={model.point === undefined}
        onPress={model.onPin}
      />
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
          isSelected={model.line !== undefined}
          onChange={model.onToggleLine}
        >
          <Spline aria-hidden />
        </ToggleButton>
      </Tip>
      <PlaneOptions model={model} />
    </div>
  );
}

export function PlaneZoom({ model, keys }: { readonly model: PlaneModel; readonly keys: PlaneKeys }) {
  const { view, onZoom } = model;
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
}

function PlaneOptions({ model }: { readonly model: PlaneModel }) {
  const { view, onView } = model;
  return (
    <DialogTrigger>
      <Button className="button icon bare" aria-label={t.options}>
        <SlidersHorizontal aria-hidden />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Dialog className="display-box" aria-label={t.options}>
          <div className="display-fields">
            <span>{t.snap}</span>
            <ChoiceMenu
              name={t.snap}
              value={view.snap}
              choices={SNAPS.map((id) => ({ id, label: t.snaps[id] }))}
              onChange={(snap) => onView({ snap })}
            />
            <span>{t.arrows}</span>
            <ChoiceMenu
              name={t.arrows}
              value={String(view.step)}
              choices={PLANE_STEPS.map((step) => ({ id: String(step), label: t.semitones(String(step)) }))}
              onChange={(id) => onView({ step: PLANE_STEPS.find((step) => String(step) === id) ?? 0.1 })}
            />
            <span>{t.jnd}</span>
            <ChoiceMenu
              name={t.jnd}
              value={view.ellipses}
              choices={(['off', 'source', 'dot'] as const).map((id) => ({ id, label: t.ellipses[id] }))}
              onChange={(ellipses) => onView({ ellipses })}
            />
          </div>
          <SwitchRow
            label={t.formantsUp}
            detail={t.formantsUpHelp}
            on={view.formantsUp}
            onChange={(formantsUp) => onView({ formantsUp })}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
