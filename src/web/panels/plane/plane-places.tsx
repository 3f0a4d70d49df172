import { MapPin, X } from 'lucide-react';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { Input, Label, ListBox, ListBoxItem, TextField } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import type { Spot } from '../../state/plane.ts';
import { samePoint } from '../../state/plane-geometry.ts';
import { planeStrings } from '../../strings-plane.ts';
import type { PlaneModel } from './plane-model.ts';

const t = planeStrings;

/** Marks and pins to go to, and the pin that the dot is on. */
export function PlanePlaces({ model }: { readonly model: PlaneModel }) {
  const { spots, point } = model;
  const here = point && spots.find((spot) => spot.pin && samePoint(spot, point));
  return (
    <>
      <Spots spots={spots} onGo={model.onGo} />
      {here ? <PinField key={here.id} pin={here} onRename={model.onRenamePin} onRemove={model.onUnpin} /> : null}
    </>
  );
}

/** Average talkers and pins as a list: choosing one takes the dot there. */
const Spots = memo(function Spots({ spots, onGo }: Pick<PlaneModel, 'spots' | 'onGo'>) {
  return (
    <ListBox
      className="plane-voices"
      orientation="horizontal"
      layout="stack"
      aria-label={t.spots}
      onAction={(key) => {
        const spot = spots.find(({ id }) => id === key);
        if (spot) onGo({ f0: spot.f0, vtl: spot.vtl });
      }}
    >
      {spots.map(({ id, name, pin }, index) => (
        <ListBoxItem
          key={id}
          id={id}
          className={pin ? 'plane-voice pin' : 'plane-voice'}
          aria-label={t.to(name)}
          textValue={name}
        >
          {index < 9 ? <kbd>{index + 1}</kbd> : null}
          {name}
        </ListBoxItem>
      ))}
    </ListBox>
  );
});

interface PinFieldProps {
  readonly pin: Spot;
  readonly onRename: (id: string, name: string) => void;
  readonly onRemove: (id: string) => void;
}

/** The pin that the dot is on: its name, and how it goes. */
function PinField({ pin, onRename, onRemove }: PinFieldProps) {
  const [draft, setDraft] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  /** Back to where the pin was set. */
  const leave = () => box.current?.closest('.plane-box')?.querySelector<HTMLElement>('.plane input')?.focus();
  const take = () => {
    if (draft !== undefined && draft.trim() !== pin.name) onRename(pin.id, draft);
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape') setDraft(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    leave();
  };
  const remove = () => {
    leave();
    onRemove(pin.id);
  };
  return (
    <div ref={box} className="plane-pin">
      <MapPin aria-hidden />
      <TextField value={draft ?? pin.name} onChange={setDraft} onBlur={take}>
        <Label className="unseen">{t.pinLabel}</Label>
        <Input className="field" maxLength={60} data-plane-pin="" onKeyDown={onKeyDown} />
      </TextField>
      <IconButton icon={X} label={t.unpin} bare onPress={remove} />
    </div>
  );
}
