import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Tip } from './tip.tsx';

export interface Segment<T extends string> {
  readonly id: T;
  readonly label: ReactNode;
  readonly name: string;
  readonly className?: string;
  readonly keys?: string | undefined;
}

export interface SegmentsProps<T extends string> {
  readonly name: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A few choices side by side, one of them taken. */
export function Segments<T extends string>({ name, segments, value, onChange }: SegmentsProps<T>) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={name}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = segments.find((segment) => keys.has(segment.id));
        if (chosen) onChange(chosen.id);
      }}
    >
      {segments.map((segment) => (
        <Tip key={segment.id} label={segment.name} keys={segment.keys}>
          <ToggleButton id={segment.id} className={segment.className ?? ''} aria-label={segment.name}>
            {segment.label}
          </ToggleButton>
        </Tip>
      ))}
    </ToggleButtonGroup>
  );
}
