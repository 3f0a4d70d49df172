import { RotateCcw } from 'lucide-react';
import { memo } from 'react';
import { ToggleButton } from 'react-aria-components';
import { ChoiceMenu } from '../../components/choice-menu.tsx';
import { TextValue } from '../../components/fields/text-value.tsx';
import { ValueList } from '../../components/fields/value-list.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { ProblemText } from '../../components/problem-text.tsx';
import { Segments } from '../../components/segments.tsx';
import { describeField, itemTexts, printText, readList, readText, splitList } from '../../forms/values.ts';
import { pathText } from '../../state/recipe-check.ts';
import { isSeed } from '../../state/seeds.ts';
import { strings } from '../../strings.ts';
import type { FieldProps } from './form.ts';
import { isSameField } from './same-field.ts';
import { ScrubLabel } from './scrub-label.tsx';
import { SeedField } from './seed-field.tsx';
import { SoundField, SoundsField } from './sound-fields.tsx';
import { stepped } from './stepping.ts';
import { VariantsField } from './variants-field.tsx';

/** One parameter, by what its schema says it is; a hand that changes another leaves it alone. */
export const ParamField = memo(function ParamField(props: FieldProps) {
  const { field, path, form } = props;
  const { spec } = field;
  if (spec.kind === 'fixed') return null;
  if (spec.kind === 'object') return <ObjectField {...props} />;
  if (spec.kind === 'variants') return <VariantsField {...props} Inner={ParamField} />;
  const given = form.value(path);
  const isSet = given !== undefined && given !== null;
  const wide =
    ['list', 'json', 'sources'].includes(spec.kind) || (spec.kind === 'choice' && letters(spec.options) > NARROW);
  return (
    <div
      className={`form-row${wide ? ' wide' : ''}${isSet ? ' changed' : ''}`}
      data-place={pathText(path)}
      title={field.help}
    >
      <ScrubLabel {...props} />
      <div className="form-control">
        {isSeed(field) ? (
          <SeedField {...props}>
            <Control {...props} />
          </SeedField>
        ) : (
          <Control {...props} />
        )}
        {spec.kind === 'number' || (spec.kind === 'list' && field.unit) ? (
          <span className="form-unit">{field.unit}</span>
        ) : null}
        {isSet && field.fallback !== undefined ? (
          <IconButton
            icon={RotateCcw}
            label={strings.form.clear(field.label)}
            bare
            onPress={() => {
              form.revert(path);
              form.set(path, undefined);
            }}
          />
        ) : null}
      </div>
    </div>
  );
}, isSameField);

function Control(props: FieldProps) {
  const { field, path, form } = props;
  const { spec } = field;
  const given = form.value(path);
  const value = given ?? field.fallback;
  switch (spec.kind) {
    case 'switch':
      return (
        <ToggleButton
          className="toggle"
          aria-label={field.label}
          isSelected={value === true}
          onChange={(on) => form.set(path, on === field.fallback ? undefined : on)}
        >
          <span className="switch-track" aria-hidden />
        </ToggleButton>
      );
    case 'choice':
      return <ChoiceField {...props} options={spec.options} value={typeof value === 'string' ? value : ''} />;
    case 'choices':
      return <ChoicesField {...props} options={spec.options} />;
    case 'list': {
      const problem = form.problem(path, true);
      const texts = problem?.typed ? splitList(problem.typed) : itemTexts(given);
      return (
        <ValueList
          name={field.label}
          texts={texts}
          placeholder={describeField(field)}
          problem={problem}
          split={splitList}
          onCommit={(items) => {
            if (readList(spec, items) === undefined) form.set(path, undefined);
            else form.type(path, spec, items.join(', '));
          }}
        />
      );
    }
    case 'source':
      return <SoundField {...props} />;
    case 'sources':
      return <SoundsField {...props} />;
    default:
      return <TypedField {...props} />;
  }
}

function TypedField({ field, path, form }: FieldProps) {
  const { spec } = field;
  const given = form.value(path);
  const isJson = spec.kind === 'json';
  return (
    <TextValue
      name={field.label}
      text={printText(given)}
      placeholder={describeField(field) || (field.fallback === undefined ? strings.form.notGiven : strings.form.none)}
      description={[field.help, field.unit].filter(Boolean).join(' ')}
      problem={form.problem(path, true)}
      multiline={isJson}
      wide={isJson || spec.kind === 'text'}
      onLive={(typed) => {
        const read = readText(spec, typed);
        if ('value' in read) form.drag(path, read.value);
      }}
      onCommit={(typed) => form.type(path, spec, typed)}
      onRevert={() => form.revert(path)}
      onStep={(steps) => {
        const next = stepped(field, given, steps);
        if (next !== undefined) form.drag(path, next);
      }}
      onSettle={form.settle}
    />
  );
}

const SEGMENTS = 4;
/** Letters of segments that stand beside a label. */
const NARROW = 18;

function letters(options: readonly string[]): number {
  return options.join('').length;
}

function ChoiceField(props: FieldProps & { readonly options: readonly string[]; readonly value: string }) {
  const { field, path, form, options, value } = props;
  const choose = (id: string) => form.set(path, id === field.fallback ? undefined : id);
  return options.length <= SEGMENTS ? (
    <Segments
      name={field.label}
      value={value}
      onChange={choose}
      segments={options.map((option) => ({ id: option, label: option, name: option }))}
    />
  ) : (
    <ChoiceMenu
      name={field.label}
      value={value}
      onChange={choose}
      choices={options.map((option) => ({ id: option, label: option }))}
    />
  );
}

/** Several of a few, each on or off. */
function ChoicesField({ field, path, form, options }: FieldProps & { readonly options: readonly string[] }) {
  const chosen = itemTexts(form.value(path));
  const problem = form.problem(path, true);
  return (
    <div className="choices">
      {options.map((option) => (
        <ToggleButton
          key={option}
          className="button"
          aria-label={`${field.label}: ${option}`}
          isSelected={chosen.includes(option)}
          onChange={(on) => {
            const next = options.filter((other) => (other === option ? on : chosen.includes(other)));
            form.set(path, next.length === 0 ? undefined : next);
          }}
        >
          {option}
        </ToggleButton>
      ))}
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
    </div>
  );
}

/** Several parameters under one name. */
function ObjectField({ field, path, form }: FieldProps) {
  const problem = form.problem(path, false);
  const { spec } = field;
  if (spec.kind !== 'object') return null;
  return (
    <fieldset className="form-group" data-place={pathText(path)}>
      <legend title={field.help}>{field.label}</legend>
      {problem ? (
        <p className="param-problem">
          <ProblemText problem={problem} />
        </p>
      ) : null}
      {spec.fields.map((inner) => (
        <ParamField key={inner.key} field={inner} path={[...path, inner.key]} form={form} />
      ))}
    </fieldset>
  );
}
