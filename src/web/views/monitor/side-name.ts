import type { OtherSide } from '../../state/side-choice.ts';
import { sideStrings as t } from '../../strings-sides.ts';

/** What is heard as A or B, and why it is not heard yet. */
export function sideName({ name, sound, waits }: OtherSide): string {
  if (sound) return name;
  return waits ? t.waits(name) : t.making(name);
}
