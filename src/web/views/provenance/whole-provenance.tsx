import { useCallback } from 'react';
import { LateProgress } from '../../components/late-progress.tsx';
import type { JobHandlers } from '../../services/job-handlers.ts';
import { useWorkbench } from '../../state/hooks.ts';
import type { WholeResult } from '../../state/whole-result.ts';
import { provenanceStrings } from '../../strings-provenance.ts';
import { LinkSection } from './link-section.tsx';
import { MethodsSection } from './methods-section.tsx';
import { useAnswer } from './use-answer.ts';

const release = (whole: WholeResult) => whole.release();

/** Of the whole recipe, whatever part of it is open or listened to. */
export function WholeProvenance() {
  const { take } = useWorkbench();
  const borrow = useCallback((job: JobHandlers) => take.borrowWhole(job), [take]);
  const { value, error, fraction } = useAnswer(borrow, release);
  if (error) return <p className="param-problem">{error.message}</p>;
  if (!value) {
    return (
      <div className="provenance-loading">
        <LateProgress name={provenanceStrings.making} fraction={fraction} />
      </div>
    );
  }
  return (
    <>
      <MethodsSection result={value.id} />
      <LinkSection result={value.id} />
    </>
  );
}
