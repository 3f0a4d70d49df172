import { useCallback } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ChecklistItem } from '../../../core/provenance/checklist.ts';
import { useWorkbench } from '../../state/hooks.ts';
import { provenanceStrings } from '../../strings-provenance.ts';
import { CopyButton } from './copy-button.tsx';
import { useAnswer } from './use-answer.ts';

const FORMS = ['text', 'markdown', 'latex', 'bibtex'] as const;

/** The methods paragraph in four forms, and what a vocoder study should report. */
export function MethodsSection({ result }: { readonly result: string }) {
  const { engine } = useWorkbench();
  const { value, error } = useAnswer(useCallback(() => engine.provenance.describe(result), [engine, result]));
  const { tabs, tabsName } = provenanceStrings;
  if (error) return <p className="param-problem">{error.message}</p>;
  if (!value) return <p className="quiet provenance-loading">{provenanceStrings.loading}</p>;
  return (
    <Tabs className="form-tabs">
      <TabList className="form-tab-list" aria-label={tabsName}>
        {FORMS.map((id) => (
          <Tab key={id} id={id} className="form-tab">
            {tabs[id]}
          </Tab>
        ))}
        {value.checklist ? (
          <Tab id="checklist" className="form-tab">
            {tabs.checklist}
          </Tab>
        ) : null}
      </TabList>
      {FORMS.map((id) => (
        <TabPanel key={id} id={id} className="form-panel">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <pre className={id === 'text' ? 'prose-text' : 'prose-text mono'} tabIndex={0}>
            {value[id]}
          </pre>
          <CopyButton text={value[id]} what={tabs[id]} />
        </TabPanel>
      ))}
      {value.checklist ? (
        <TabPanel id="checklist" className="form-panel">
          <Checklist items={value.checklist} />
        </TabPanel>
      ) : null}
    </Tabs>
  );
}

function Checklist({ items }: { readonly items: readonly ChecklistItem[] }) {
  return (
    <>
      <p className="second">{provenanceStrings.checklistHelp}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <ul className="checklist" tabIndex={0} aria-label={provenanceStrings.tabs.checklist}>
        {items.map(({ what, state, text }) => (
          <li key={what} className={state}>
            <span>{what}</span>
            <span>{text === '' ? provenanceStrings[state] : text}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
