import { strings } from '../strings.ts';
import { excerpt, readable } from './format.ts';

export interface FieldMistake {
  readonly typed: string;
  readonly expected: string;
  readonly got: string;
  /** Zero-based character of the typed text. */
  readonly position?: number;
}

/** What is wrong, and where it is known, the typed text with a caret under the first character that cannot be read. */
export function ProblemText({ problem }: { readonly problem: FieldMistake }) {
  const message = readable(strings.form.problem(problem));
  if (problem.position === undefined) return <span>{message}</span>;
  const { text, position } = excerpt(problem.typed, problem.position);
  return (
    <>
      <span className="param-caret" aria-hidden>
        {text.slice(0, position)}
        <b>{text.slice(position)}</b>
        {`\n${' '.repeat(position)}^`}
      </span>
      <span>{message}</span>
    </>
  );
}
