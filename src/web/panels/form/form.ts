import type { JsonValue } from '../../../core/query/query.ts';
import type { SoundActions, SoundChoice } from '../../components/fields/source-picker.tsx';
import type { FieldMistake } from '../../components/problem-text.tsx';
import type { Field, FieldSpec } from '../../forms/field-spec.ts';

export type Path = readonly string[];

/** What a generated form works on: a step's values, their problems, and what can be done to them. */
export interface Form {
  /** Something is wrong somewhere in the step. */
  readonly isTroubled: boolean;
  /** What is kept when values are drawn anew; another list when another is. */
  readonly locked: readonly string[] | undefined;
  readonly sounds: readonly SoundChoice[];
  value(path: Path): JsonValue | undefined;
  /** What is wrong at a place; for a leaf, also inside it. */
  problem(path: Path, leaf: boolean): FieldMistake | undefined;
  set(path: Path, value: JsonValue | undefined): void;
  /** While a gesture or typing goes on; a wrong value changes nothing. */
  drag(path: Path, value: JsonValue | undefined): void;
  settle(): void;
  type(path: Path, spec: FieldSpec, typed: string): void;
  revert(path: Path): void;
  /** What can be done where a sound stands. */
  nested(path: Path): SoundActions;
  /** A seed that is kept when new ones are drawn. */
  isLocked(path: Path): boolean;
  lock(path: Path, on: boolean): void;
}

export interface FieldProps {
  readonly field: Field;
  /** Of the field itself. */
  readonly path: Path;
  readonly form: Form;
}
