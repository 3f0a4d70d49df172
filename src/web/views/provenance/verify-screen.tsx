import { FileAudio } from 'lucide-react';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useStore } from 'zustand';
import { ProgressLine } from '../../components/progress-line.tsx';
import { checkSteps } from '../../state/check-report.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { strings } from '../../strings.ts';
import { PlainField } from '../sets/plain-field.tsx';
import { CheckReportView } from './check-report-view.tsx';
import { StepMark } from './step-mark.tsx';

/** A stimulus link, or a sound made with Sonde, rebuilt here and compared. */
export function VerifyScreen() {
  const { check } = useWorkbench();
  const state = useStore(check.store);
  return (
    <section className="verify" id="verify-screen" tabIndex={-1} aria-label={strings.check.title}>
      <div className="verify-column">
        <h1>{strings.check.title}</h1>
        <p className="second">{strings.check.intro}</p>
        <Entry key={state.checked?.kind === 'link' ? state.checked.text : 'none'} />
        {state.status === 'idle' ? null : (
          <div className="check card">
            <p className="check-what">{state.checked?.kind === 'file' ? state.checked.name : strings.check.ofLink}</p>
            <ol className="check-steps" aria-label={strings.check.steps.name}>
              {checkSteps(state).map(({ id, text, state: step }) => (
                <li key={id} className={step}>
                  <StepMark state={step} />
                  {text}
                </li>
              ))}
            </ol>
            {state.status === 'working' ? (
              <div className="check-progress">
                <ProgressLine name={strings.check.progress} fraction={state.fraction} />
                <Button className="button" onPress={check.cancel}>
                  {strings.check.cancel}
                </Button>
              </div>
            ) : null}
          </div>
        )}
        <div role="status">
          {state.error ? (
            <div className="verdict problem">
              <strong>{strings.check.verdicts.failed}</strong>
              <p>{state.error.message}</p>
            </div>
          ) : null}
          {state.report ? <CheckReportView report={state.report} unfit={state.unfit} /> : null}
        </div>
      </div>
    </section>
  );
}

/** Where a link is pasted; begins with the one that was opened. */
function Entry() {
  const { check } = useWorkbench();
  const checked = useStore(check.store, (state) => state.checked);
  const [text, setText] = useState(checked?.kind === 'link' ? checked.text : '');
  return (
    <Form
      className="check-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void check.openLink(text);
      }}
    >
      <PlainField
        label={strings.check.link}
        className="wide"
        value={text}
        placeholder={strings.check.linkPlaceholder}
        onChange={setText}
      />
      <Button className="button primary" type="submit" isDisabled={text.trim() === ''}>
        {strings.check.verify}
      </Button>
      <span className="quiet">{strings.check.or}</span>
      <Button className="button" onPress={() => void check.choose()}>
        <FileAudio aria-hidden />
        {strings.check.file}
      </Button>
    </Form>
  );
}
