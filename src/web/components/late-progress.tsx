import { ProgressLine, type ProgressLineProps } from './progress-line.tsx';

/** What is being done and how far it is, once it takes long enough to be told. */
export function LateProgress({ name, fraction }: ProgressLineProps) {
  return (
    <div className="late-progress">
      <p className="second">{name}</p>
      <ProgressLine name={name} fraction={fraction} />
    </div>
  );
}
