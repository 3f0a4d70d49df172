import { type KeyboardEvent, useEffect, useState } from 'react';
import { FieldError, Input, Label, Slider, SliderThumb, SliderTrack, Text, TextField } from 'react-aria-components';
import { stepsOf } from './fields/steps-of-key.ts';
import { type FieldMistake, ProblemText } from './problem-text.tsx';

export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Undefined when the change has no place on the scale. */
  readonly position: number | undefined;
}

export interface ParamRowProps {
  readonly id: string;
  readonly label: string;
  /** The full name, for assistive technology. */
  readonly name: string;
  readonly help: string;
  readonly placeholder: string;
  /** Strict text; empty is unchanged. */
  readonly text: string;
  /** What the text means in other units, always visible. */
  readonly meaning: string;
  /** Something to know about a value that is allowed. */
  readonly caution: string | undefined;
  readonly problem: FieldMistake | undefined;
  readonly slider: SliderScale;
  /** The strict text of something typed that is already complete. */
  readonly readComplete: (typed: string) => string | undefined;
  readonly onSlide: (position: number) => void;
  readonly onType: (strict: string) => void;
  /** Moved by so many steps of its own unit. */
  readonly onStep: (steps: number) => void;
  /** A slide, a run of steps or typing that needed no reading has ended. */
  readonly onSettle: () => void;
  readonly onCommit: (typed: string) => void;
  /** What was typed is given up. */
  readonly onRevert: () => void;
}

const COARSE = 10;

/** One parameter: label, slider, text field, and a line that says what it means. */
export function ParamRow(props: ParamRowProps) {
  const { label, text, problem } = props;
  return (
    <div className={text === '' ? 'param-row neutral' : 'param-row changed'}>
      <span className="param-label" aria-hidden>
        {label}
      </span>
      <ParamSlider {...props} />
      <ParamField {...props} />
      {problem === undefined ? (
        <p className="param-meaning">
          <span>{props.meaning}</span>
          {props.caution === undefined ? null : <span className="param-caution">{props.caution}</span>}
        </p>
      ) : null}
    </div>
  );
}

function ParamSlider({ name, slider, onSlide, onSettle }: ParamRowProps) {
  const { min, max, step } = slider;
  const value = Math.min(Math.max(slider.position ?? 0, min), max);
  const slide = (target: number) => onSlide(Math.min(Math.max(target, min), max));
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (!event.shiftKey || !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    event.stopPropagation();
    slide(value + (event.key === 'ArrowUp' || event.key === 'ArrowRight' ? 1 : -1) * COARSE * step);
    onSettle();
  };
  const neutral = -min / (max - min);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the slider inside has the role; this adds coarse steps and a way back
    <div className="slider-box" onKeyDownCapture={onKeyDownCapture} onDoubleClick={() => slide(0)}>
      <Slider
        className="slider"
        aria-label={name}
        minValue={min}
        maxValue={max}
        step={step}
        value={value}
        onChange={(moved) => slide(typeof moved === 'number' ? moved : (moved[0] ?? 0))}
        onChangeEnd={onSettle}
      >
        <SliderTrack className="slider-track">
          {({ state }) => (
            <>
              <SliderFill from={neutral} to={state.getThumbPercent(0)} />
              <SliderThumb className="slider-thumb" />
            </>
          )}
        </SliderTrack>
      </Slider>
    </div>
  );
}

/** Filled from neutral to the thumb, so that direction and size of a change are seen at once. */
function SliderFill({ from, to }: { readonly from: number; readonly to: number }) {
  const left = Math.min(from, to);
  return <div className="slider-fill" style={{ left: `${left * 100}%`, width: `${Math.abs(to - from) * 100}%` }} />;
}

function ParamField(props: ParamRowProps) {
  const { name, text, problem, readComplete, onType, onStep, onSettle, onCommit } = props;
  const [draft, setDraft] = useState<string>();
  // A value from elsewhere (slider, plane, undo) replaces the draft; the draft's own value does not.
  useEffect(() => {
    setDraft((typed) => (typed !== undefined && readComplete(typed) === text ? typed : undefined));
  }, [text, readComplete]);

  const commit = () => {
    if (draft === undefined) onSettle();
    else onCommit(draft);
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = stepsOf(event);
    if (event.key === 'Enter') {
      commit();
    } else if (event.key === 'Escape' && (draft !== undefined || problem)) {
      event.stopPropagation();
      setDraft(undefined);
      props.onRevert();
    } else if (steps !== 0) {
      event.preventDefault();
      setDraft(undefined);
      onStep(steps);
    }
  };
  return (
    <TextField
      className="param-field"
      value={draft ?? problem?.typed ?? text}
      isInvalid={problem !== undefined}
      onChange={(typed) => {
        setDraft(typed);
        const strict = readComplete(typed);
        if (strict !== undefined) onType(strict);
      }}
      onBlur={commit}
    >
      <Label className="unseen">{name}</Label>
      <Input
        className="field"
        placeholder={props.placeholder}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        enterKeyHint="done"
        data-param={props.id}
        onKeyDown={onKeyDown}
      />
      <Text slot="description" className="unseen">
        {`${props.meaning}. ${props.help}`}
      </Text>
      <FieldError className="param-problem">{problem ? <ProblemText problem={problem} /> : null}</FieldError>
    </TextField>
  );
}
