import { Check, ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useApp } from '../../state/hooks.ts';
import { printList, readList } from '../../state/value-texts.ts';
import { strings } from '../../strings.ts';

export interface SoundChoicesProps {
  readonly name: string;
  /** File names as they stand in the field. */
  readonly list: string;
  readonly onChange: (list: string) => void;
}

/** Any number of the library's sounds. */
export function SoundChoices({ name, list, onChange }: SoundChoicesProps) {
  const library = useApp((state) => state.library);
  const sounds = library.filter(({ status }) => status === 'ready');
  const values = readList(list);
  const chosen = values.filter((value) => typeof value === 'string');
  return (
    <MenuTrigger>
      <Button className="button" aria-label={name}>
        {strings.sets.factor.sounds}
        <ChevronDown aria-hidden className="chevron" />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Menu
          className="menu"
          aria-label={name}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) => {
            const all = sounds.map(({ fileName }) => fileName);
            const others = values.filter((value) => typeof value !== 'string' || !all.includes(value));
            onChange(printList([...others, ...all.filter((fileName) => keys === 'all' || keys.has(fileName))]));
          }}
        >
          {sounds.map(({ name: label, fileName }) => (
            <MenuItem key={fileName} id={fileName} className="menu-item" textValue={label}>
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
