import { ListBox, ListBoxItem } from 'react-aria-components';
import { strings } from '../strings.ts';
import type { PlaneMark } from './reference-voices.ts';

export interface PlaneVoicesProps {
  readonly marks: readonly PlaneMark[];
  readonly onChoose: (mark: PlaneMark) => void;
}

/** The average talkers of the plane as a list: choosing one takes the dot there. */
export function PlaneVoices({ marks, onChoose }: PlaneVoicesProps) {
  return (
    <ListBox
      className="plane-voices"
      orientation="horizontal"
      layout="stack"
      aria-label={strings.plane.voices}
      onAction={(key) => {
        const mark = marks.find(({ id }) => id === key);
        if (mark) onChoose(mark);
      }}
    >
      {marks.map(({ id }) => (
        <ListBoxItem key={id} id={id} className="plane-voice" textValue={strings.plane.to(strings.plane[id])}>
          {strings.plane.to(strings.plane[id])}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
