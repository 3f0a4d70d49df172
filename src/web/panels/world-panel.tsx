import { memo, useCallback } from 'react';
import { ParamRow } from '../components/param-row.tsx';
import type { FieldMistake } from '../components/problem-text.tsx';
import { readComplete, readStrict } from '../state/read-quantity.ts';
import { positionOf, SCALES, type SourceFacts, steppedText, textAt } from '../state/world-scale.ts';
import { isNeutral, WORLD_PARAMS, type WorldParam, type WorldTexts } from '../state/world-texts.ts';
import { strings } from '../strings.ts';
import { Plane } from './plane/plane.tsx';
import type { PlaneModel } from './plane/plane-model.ts';
import type { PlaneKeys } from './plane/plane-tools.tsx';
import { cautionOf, meaningOf } from './world-meaning.ts';

export interface WorldPanelProps {
  readonly texts: WorldTexts;
  readonly plane: PlaneModel;
  readonly planeKeys: PlaneKeys;
  readonly facts: SourceFacts;
  /** False once it is known that nothing is voiced. */
  readonly voiced: boolean;
  readonly problems: Partial<Record<WorldParam, FieldMistake>>;
  readonly onDrag: (change: Partial<WorldTexts>) => void;
  readonly onSettle: () => void;
  readonly onCommit: (param: WorldParam, typed: string) => void;
  readonly onRevert: (param: WorldParam) => void;
}

/** The `world` step's own values: the plane for the hand, three fields for the number. */
export function WorldPanel(props: WorldPanelProps) {
  const { texts, facts } = props;
  const changed = !isNeutral(texts);
  return (
    <>
      <Plane model={props.plane} keys={props.planeKeys} />
      <div className="param-list">
        {WORLD_PARAMS.map((param) => (
          <WorldRow
            key={param}
            param={param}
            text={texts[param]}
            facts={facts}
            voiced={props.voiced}
            problem={props.problems[param]}
            onDrag={props.onDrag}
            onSettle={props.onSettle}
            onCommit={props.onCommit}
            onRevert={props.onRevert}
          />
        ))}
      </div>
      {changed ? null : <p className="card-note">{strings.recipe.neutral}</p>}
    </>
  );
}

interface WorldRowProps
  extends Pick<WorldPanelProps, 'facts' | 'voiced' | 'onDrag' | 'onSettle' | 'onCommit' | 'onRevert'> {
  readonly param: WorldParam;
  readonly text: string;
  readonly problem: FieldMistake | undefined;
}

/** Remembered, so that a drag renders the rows that it moves and no others. */
const WorldRow = memo(function WorldRow(props: WorldRowProps) {
  const { param, text, facts, voiced, problem, onDrag, onSettle, onCommit, onRevert } = props;
  const change = readStrict(param, text);
  const complete = useCallback((typed: string) => readComplete(param, typed), [param]);
  return (
    <ParamRow
      id={param}
      label={strings.recipe.params[param]}
      name={strings.recipe.paramNames[param]}
      help={strings.recipe.paramHelp[param]}
      placeholder={strings.recipe.unchanged}
      text={text}
      meaning={meaningOf(param, change, facts, voiced)}
      caution={cautionOf(param, change, facts)}
      problem={problem}
      slider={{ ...SCALES[param], position: positionOf(param, change, facts) }}
      readComplete={complete}
      onSlide={(position) => onDrag({ [param]: textAt(param, position) })}
      onType={(strict) => onDrag({ [param]: strict })}
      onStep={(steps) => onDrag({ [param]: steppedText(param, change, steps) })}
      onSettle={onSettle}
      onCommit={(typed) => onCommit(param, typed)}
      onRevert={() => onRevert(param)}
    />
  );
});
