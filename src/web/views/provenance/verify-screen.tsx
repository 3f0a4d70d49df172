import { FileAudio } from 'lucide-react';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useStore } from 'zustand';
import { ProgressLine } from '../../components/progress-line.tsx';
import { checkSteps } from '../../state/check-report.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { checkStrings } from '../../strings-provenance.ts';
import { PlainField } from '../sets/plain-field.tsx';
import { CheckReportView } from './check-report-view.tsx';
import { StepMark } from './step-mark.tsx';

/** A stimulus link, or a sound made with Sonde, rebuilt here and compared. */
export function VerifyScreen() {
  const { check } = useWorkbench();
  const state = useStore(check.store);
  return (
    <section className="verify" id="verify-screen" tabIndex={-1} aria-label={checkStrings.title}>
      <div className="verify-column">
        <h1>{checkStrings.title}</h1>
        <p className="second">{checkStrings.intro}</p>
        <Entry key={state.checked?.kind === 'link' ? state.checked.text : 'none'} />
        {state.status === 'idle' ? null : (
          <div className="check card">
            <p className="check-what">{state.checked?.kind === 'file' ? state.checked.name : checkStrings.ofLink}</p>
            <ol className="check-steps" aria-label={checkStrings.steps.name}>
              {checkSteps(state).map(({ id, text, state: step }) => (
                <li key={id} className={step}>
                  <StepMark state={step} />
                  {text}
                </li>
              ))}
            </ol>
            {state.status === 'working' ? (
              <div className="check-progress">
                <ProgressLine name={checkStrings.progress} fraction={state.fraction} />
                <Button className="button" onPress={check.cancel}>
                  {checkStrings.cancel}
                </Button>
              </div>
            ) : null}
          </div>
        )}
        <div role="status">
          {state.error ? (
            <div className="verdict problem">
              <strong>{checkStrings.verdicts.failed}</strong>
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
        label={checkStrings.link}
        className="wide"
        value={text}
        placeholder={checkStrings.linkPlaceholder}
        onChange={setText}
      />
      <Button className="button primary" type="submit" isDisabled={text.trim() === ''}>
        {checkStrings.verify}
      </Button>
      <span className="quiet">{checkStrings.or}</span>
      <Button className="button" onPress={() => void check.choose()}>
        <FileAudio aria-hidden />
        {checkStrings.file}
      </Button>
    </Form>
  );
}
