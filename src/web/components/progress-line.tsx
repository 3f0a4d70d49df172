import { ProgressBar } from 'react-aria-components';

export interface ProgressLineProps {
  readonly name: string;
  /** 0..1 */
  readonly fraction: number;
}

export function ProgressLine({ name, fraction }: ProgressLineProps) {
  return (
    <ProgressBar aria-label={name} value={fraction} minValue={0} maxValue={1} formatOptions={{ style: 'percent' }}>
      {({ percentage }) => (
        <div className="progress-track">
          <div className="progress-fill" style={{ width: `${percentage ?? 0}%` }} />
        </div>
      )}
    </ProgressBar>
  );
}
