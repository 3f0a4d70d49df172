import type { CrewMember } from './crew.ts';
import { type Chore, handOver, type Part, type Perform, type Stage, type Staged } from './staged.ts';

export interface StageRun {
  readonly perform: Perform;
  /** Who helps. */
  readonly member: CrewMember | undefined;
  /** @param fraction of the work, 0..1 */
  readonly onProgress: (fraction: number) => void;
  /** Lets the host answer messages; called every few milliseconds. @throws to stop */
  readonly breathe: () => Promise<void>;
}

/** A part in the hands of somebody. */
interface Answered {
  readonly part: Pick<Part, 'into' | 'take'>;
  readonly answer: Promise<Float64Array>;
  /** From a thread of the crew. */
  readonly isHelp: boolean;
  isSettled: boolean;
  /** Has it done here, if a thread that has it is not at it. */
  readonly takeBack?: () => boolean;
}

/** Parts that may wait for the one before them to be answered. */
const QUEUE = 32;

/** Runs stages on this thread and on those of the crew that have room. @throws what a part throws, and `breathe` */
export async function runStages<T>(work: Staged<T>, run: StageRun): Promise<T> {
  let done = 0;
  try {
    for (;;) {
      await run.breathe();
      const step = work.next();
      if (step.done) return step.value;
      const { until, count } = step.value;
      const from = done;
      await runStage(step.value, run, (parts) => run.onProgress(from + ((until - from) * parts) / count));
      done = until;
    }
  } finally {
    work.return(undefined as never);
  }
}

async function runStage({ parts }: Stage, run: StageRun, onDone: (parts: number) => void): Promise<void> {
  // Answers are taken in the order of the parts, so those of this thread may have to wait for those of others.
  const queue: Answered[] = [];
  let settled = 0;
  const settle = async (isEnough: (first: Answered) => boolean): Promise<void> => {
    for (let first = queue[0]; first !== undefined && !isEnough(first); first = queue[0]) {
      const { part, answer, isHelp } = first;
      const given = await answer;
      handOver(part, given);
      if (isHelp && part.take === undefined && given !== part.into) run.member?.giveBack(given);
      queue.shift();
      onDone(++settled);
    }
  };
  try {
    for (const part of parts) {
      const helped = offer(part, run);
      queue.push(helped ?? doHere(part, run.perform));
      if (helped === undefined) await run.breathe();
      await settle((first) => !first.isSettled && queue.length < QUEUE);
    }
    // Nothing is left to begin: what waits at a thread is done here, the last first, until all that there is has been begun.
    for (;;) {
      await settle((first) => !first.isSettled);
      const last = queue.findLast(({ isSettled, takeBack }) => !isSettled && takeBack?.() === true);
      if (last === undefined) break;
      await last.answer;
      await run.breathe();
    }
    await settle(() => false);
  } finally {
    // What nobody waits for any more may fail in silence.
    for (const { answer } of queue) answer.catch(() => undefined);
  }
}

function offer(part: Part | Chore, { member, perform }: StageRun): Answered | undefined {
  if (member === undefined || 'here' in part) return undefined;
  const offered = member.offer(part.ask, part.into);
  if (offered === undefined) return undefined;
  const answer = offered.answer.then((given) => given ?? perform(part.ask, part.into));
  return watched({ part, answer, isHelp: true, isSettled: false, takeBack: offered.takeBack });
}

function doHere(part: Part | Chore, perform: Perform): Answered {
  if ('here' in part) {
    part.here();
    return { part: {}, answer: Promise.resolve(NOTHING), isHelp: false, isSettled: true };
  }
  return { part, answer: Promise.resolve(perform(part.ask, part.into)), isHelp: false, isSettled: true };
}

const NOTHING = new Float64Array(0);

function watched(answered: Answered): Answered {
  const settle = (): void => {
    answered.isSettled = true;
  };
  answered.answer.then(settle, settle);
  return answered;
}
