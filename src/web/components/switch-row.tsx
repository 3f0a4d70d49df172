import { Switch } from 'react-aria-components';

export interface SwitchRowProps {
  readonly label: string;
  readonly detail: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

export function SwitchRow({ label, detail, on, disabled = false, onChange }: SwitchRowProps) {
  return (
    <Switch className="switch" isSelected={on} isDisabled={disabled} onChange={onChange}>
      <span className="switch-track" aria-hidden />
      <span>
        {label}
        <small className="quiet">{detail}</small>
      </span>
    </Switch>
  );
}
