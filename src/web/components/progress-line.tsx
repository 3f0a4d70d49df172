export interface ProgressLineProps {
  readonly name: string;
  /** 0..1 */
  readonly fraction: number;
}

export function ProgressLine({ name, fraction }: ProgressLineProps) {
  const percent = Math.round(100 * Math.min(Math.max(fraction, 0), 1));
  return (
    <div role="progressbar" aria-label={name} aria-valuenow={percent} aria-valuetext={`${percent} %`}>
      <div className="progress-track">
        <div className="progress-fill" style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
