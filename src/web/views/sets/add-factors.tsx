import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { useApp, useWorkbench } from '../../state/hooks.ts';
import { pinsOf } from '../../state/plane.ts';
import { linePoints } from '../../state/plane-line.ts';
import { stepOf, withPoints } from '../../state/set-factors.ts';
import { setFactorStrings as t } from '../../strings-set-factors.ts';
import { TableDialog } from './table-dialog.tsx';
import { useSets } from './use-sets.ts';

/** The continuum that a plane shows first: from the voice as it is to the field's usual step. */
const USUAL_LINE = {
  from: { f0: 0, vtl: 0 },
  to: { f0: -12, vtl: 3.8 },
  n: 8,
  jnd: null,
};

/** Factors whose values are elsewhere: in a table, in the plane, in marks. */
export function AddFactors() {
  const { sets } = useWorkbench();
  const recipe = useSets((state) => state.draft?.recipe);
  const pins = useApp(pinsOf);
  const line = useApp(({ recipe: { present } }) => present.plane?.line);
  const [isPasting, setPasting] = useState(false);
  if (!recipe) return null;
  const hasVoice = stepOf(recipe, 'world') >= 0;
  const hasMasker = stepOf(recipe, 'masker') >= 0;
  const actions = {
    table: () => setPasting(true),
    pins: () => sets.rework((draft, newId) => withPoints(draft, 'pins', pins, newId)),
    line: () => sets.rework((draft, newId) => withPoints(draft, 'line', linePoints(line ?? USUAL_LINE), newId)),
    speech: sets.addSpeech,
  };
  const items = [
    { id: 'table', label: t.table, detail: t.tableDetail, isDisabled: false },
    {
      id: 'pins',
      label: t.pins,
      detail: hasVoice ? t.pinsDetail(pins.length) : t.noVoice,
      isDisabled: !hasVoice || pins.length === 0,
    },
    {
      id: 'line',
      label: t.line,
      detail: hasVoice ? t.lineDetail(line && linePoints(line).length) : t.noVoice,
      isDisabled: !hasVoice,
    },
    { id: 'speech', label: t.speech, detail: hasMasker ? t.speechDetail : t.noMasker, isDisabled: !hasMasker },
  ] as const;
  return (
    <>
      <MenuTrigger>
        <Button className="button">
          {t.from}
          <ChevronDown aria-hidden className="chevron" />
        </Button>
        <Popover className="popover" offset={4} placement="bottom end">
          <Menu
            className="menu"
            aria-label={t.from}
            items={items}
            onAction={(key) => actions[key as keyof typeof actions]()}
          >
            {({ id, label, detail, isDisabled }) => (
              <MenuItem id={id} className="menu-item from" textValue={label} isDisabled={isDisabled}>
                <Text slot="label">{label}</Text>
                <Text slot="description">{detail}</Text>
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      <TableDialog open={isPasting} text="" onClose={() => setPasting(false)} />
    </>
  );
}
