import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import { SNAPS } from '../../state/plane-geometry.ts';
import { PLANE_STEPS } from '../../state/plane-view.ts';
import { planeStrings } from '../../strings-plane.ts';
import type { PlaneModel } from './plane-model.ts';

const t = planeStrings;

export function PlaneOptionFields({ view, onView }: Pick<PlaneModel, 'view' | 'onView'>) {
  return (
    <>
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
    </>
  );
}
