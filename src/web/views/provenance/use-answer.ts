import { useEffect, useState } from 'react';
import { AppError } from '../../../core/base/errors.ts';
import type { JobHandlers } from '../../services/job-handlers.ts';

export interface Answer<T> {
  readonly value: T | undefined;
  readonly error: AppError | undefined;
  /** 0..1, of what takes long. */
  readonly fraction: number;
}

const NONE = { value: undefined, error: undefined, fraction: 0 };

/**
 * What a question of the engine gives; asked again when the question is another.
 * @param leave what to do with a value that is not needed any more
 */
export function useAnswer<T>(ask: (job: JobHandlers) => Promise<T>, leave?: (value: T) => void): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>(NONE);
  useEffect(() => {
    const job = new AbortController();
    let given: T | undefined;
    setAnswer(NONE);
    const onProgress = ({ fraction }: { readonly fraction: number }) => {
      if (!job.signal.aborted) setAnswer((old) => ({ ...old, fraction }));
    };
    ask({ signal: job.signal, onProgress }).then(
      (value) => {
        if (job.signal.aborted) return leave?.(value);
        given = value;
        setAnswer({ value, error: undefined, fraction: 1 });
      },
      (thrown: unknown) => {
        if (!job.signal.aborted) setAnswer({ ...NONE, error: AppError.from(thrown) });
      },
    );
    return () => {
      job.abort();
      if (given !== undefined) leave?.(given);
    };
  }, [ask, leave]);
  return answer;
}
