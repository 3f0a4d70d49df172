import { ChevronDown } from 'lucide-react';
import { Button, ComboBox, FieldError, Input, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import type { RecipePath } from '../../state/recipe-paths.ts';
import { setStrings } from '../../strings-sets.ts';

export interface PathFieldProps {
  readonly name: string;
  readonly value: string;
  readonly paths: readonly RecipePath[];
  readonly problem: string | undefined;
  /** @param found the field, where it was chosen from the list */
  readonly onChange: (path: string, found: RecipePath | undefined) => void;
}

/** A field of the recipe, chosen or typed. */
export function PathField({ name, value, paths, problem, onChange }: PathFieldProps) {
  return (
    <ComboBox
      className="plain-field"
      aria-label={name}
      allowsCustomValue
      menuTrigger="manual"
      inputValue={value}
      isInvalid={problem !== undefined}
      // Chosen or typed, the text alone counts.
      selectedKey={null}
      onInputChange={(text) => onChange(text, undefined)}
      onSelectionChange={(key) => {
        const found = paths.find(({ path }) => path === key);
        if (found) onChange(found.path, found);
      }}
      defaultFilter={() => true}
    >
      <span className="plain-label" aria-hidden>
        {setStrings.factor.path}
      </span>
      <div className="combo">
        <Input className="field" placeholder="stack[0].f0" spellCheck={false} autoComplete="off" />
        <Button className="button icon bare">
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <Text slot="description" className="unseen">
        {setStrings.factor.pathHelp}
      </Text>
      <FieldError className="param-problem">{problem}</FieldError>
      <Popover className="popover" offset={4} placement="bottom end">
        <ListBox className="menu" items={paths}>
          {({ path, label }) => (
            <ListBoxItem id={path} textValue={path} className="menu-item path">
              <span>{label}</span>
              <small className="mono">{path}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
