import { Switch } from 'react-aria-components';

export interface SwitchRowProps {
  readonly label: string;
  readonly detail: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function SwitchRow({ label, detail, on, onChange }: SwitchRowProps) {
  return (
    <Switch className="switch" isSelected={on} onChange={onChange}>
      <span className="switch-track" aria-hidden />
      <span>
        {label}
        <small className="quiet">{detail}</small>
      </span>
    </Switch>
  );
}
