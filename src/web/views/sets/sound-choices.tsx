import { Check, ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useApp } from '../../state/hooks.ts';
import { soundsIn, withSounds } from '../../state/set-sounds.ts';
import { printList, readList } from '../../state/value-texts.ts';
import { setStrings } from '../../strings-sets.ts';

export interface SoundChoicesProps {
  readonly name: string;
  /** Names and ids of sounds as they stand in the field. */
  readonly list: string;
  readonly onChange: (list: string) => void;
}

/** Any number of the library's sounds. */
export function SoundChoices({ name, list, onChange }: SoundChoicesProps) {
  const library = useApp((state) => state.library);
  const sounds = library.filter(({ status }) => status === 'ready');
  const values = readList(list);
  const every = new Set(sounds.map(({ key }) => key));
  return (
    <MenuTrigger>
      <Button className="button" aria-label={name}>
        {setStrings.factor.sounds}
        <ChevronDown aria-hidden className="chevron" />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Menu
          className="menu"
          aria-label={name}
          selectionMode="multiple"
          selectedKeys={soundsIn(values, sounds)}
          onSelectionChange={(keys) => onChange(printList(withSounds(values, keys === 'all' ? every : keys, sounds)))}
        >
          {sounds.map(({ key, name: label, fileName }) => (
            <MenuItem key={key} id={key} className="menu-item" textValue={label}>
              {({ isSelected }) => (
                <>
                  {isSelected ? <Check aria-hidden /> : <span />}
                  <span>{label}</span>
                  <small className="mono">{fileName}</small>
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
