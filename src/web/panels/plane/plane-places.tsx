// biome-ignore-all lint/a11y/useSemanticElements: an option of a select has no look of its own
import { MapPin, X } from 'lucide-react';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { IconButton } from '../../components/icon-button.tsx';
import { placeAfter } from '../../components/row-window.tsx';
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
  const [last, setLast] = useState<string>();
  const active = (spots.find(({ id }) => id === last) ?? spots[0])?.id;
  const go = (to: string | undefined) => {
    const spot = spots.find(({ id }) => id === to);
    if (spot) onGo({ f0: spot.f0, vtl: spot.vtl });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const { key, currentTarget } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = spots.findIndex(({ id }) => id === active);
    const along = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }[key] ?? key;
    const to = placeAfter(along, { active: at, count: spots.length, page: spots.length });
    if (to !== undefined) (currentTarget.children[to] as HTMLElement | undefined)?.focus();
    else if (key === 'Enter' || key === ' ') go(active);
    else return;
    event.preventDefault();
  };
  const spotOf = ({ target }: { readonly target: EventTarget }) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset['key'] : undefined;
  return (
    <div
      className="plane-voices"
      role="listbox"
      aria-orientation="horizontal"
      aria-label={t.spots}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={(event) => go(spotOf(event))}
      onFocus={(event) => setLast(spotOf(event))}
    >
      {spots.map(({ id, name, pin }, index) => (
        <div
          key={id}
          role="option"
          aria-selected={false}
          className={pin ? 'plane-voice pin' : 'plane-voice'}
          data-key={id}
          tabIndex={id === active ? 0 : -1}
          aria-label={t.to(name)}
        >
          {index < 9 ? <kbd>{index + 1}</kbd> : null}
          {name}
        </div>
      ))}
    </div>
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
