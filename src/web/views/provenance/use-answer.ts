import { useEffect, useState } from 'react';
import { AppError } from '../../../core/base/errors.ts';

export interface Answer<T> {
  readonly value: T | undefined;
  readonly error: AppError | undefined;
}

/** What a question of the engine gives; asked again when the question is another. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: undefined, error: undefined });
  useEffect(() => {
    const job = new AbortController();
    setAnswer({ value: undefined, error: undefined });
    ask(job.signal).then(
      (value) => (job.signal.aborted ? undefined : setAnswer({ value, error: undefined })),
      (thrown: unknown) =>
        job.signal.aborted ? undefined : setAnswer({ value: undefined, error: AppError.from(thrown) }),
    );
    return () => job.abort();
  }, [ask]);
  return answer;
}
