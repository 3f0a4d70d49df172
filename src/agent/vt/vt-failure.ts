import { randomBytes } from 'node:crypto';
import { AppError, describeIssue, type Issue } from '../../core/base/errors.ts';
import { type Fields, isFields, own } from '../../core/query/findings.ts';

/** Problems that one answer has room for. */
const SHOWN = 3;

/** A step of the request's own stack, and its argument. */
const STEP = /^stack\[(\d+)\](?:\.(.+))?$/s;

/** What a client is told of a failure, and what the log keeps of it. */
export interface ToldFailure {
  readonly details: string;
  readonly log: string;
  /** Whose it is: ours, `error`; of the computer that we are on, `warning`; the client's, `info`. */
  readonly level: 'error' | 'warning' | 'info';
}

/** Of the disk, the memory, the time that there is: somebody may have to look after it. */
const OF_THE_COMPUTER: readonly AppError['kind'][] = ['unavailable', 'limit', 'conflict'];

/**
 * A failure as one sentence, with the module in front where it is one's own: "[world] step 1, f0: expected …". Of our
 * own defects the client learns a number to find them by, and the log learns the rest.
 */
export function tellFailure(error: AppError, fields: Fields): ToldFailure {
  if (error.kind === 'internal') {
    const incident = randomBytes(4).toString('hex');
    const cause = error.cause instanceof Error ? `\n${error.cause.stack}` : '';
    const details = `The server failed at this request (incident ${incident}); its log says why.`;
    return { details, log: `incident ${incident}: ${error.stack}${cause}`, level: 'error' };
  }
  const details = tellProblems(error, fields);
  const why = error.cause instanceof AppError ? ` (${error.cause.message})` : '';
  const level = OF_THE_COMPUTER.includes(error.kind) ? 'warning' : 'info';
  return { details, log: `answered with an error: ${JSON.stringify(details + why)}`, level };
}

function tellProblems(error: AppError, fields: Fields): string {
  if (!error.issues.some(({ path }) => STEP.test(path))) return moduleFirst(error.message);
  const shown = error.issues.slice(0, SHOWN).map((issue) => tellIssue(issue, fields));
  const rest = error.issues.length - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

/** `stack[0].f0` becomes `[world] step 1, f0`. */
function tellIssue(issue: Issue, fields: Fields): string {
  const match = STEP.exec(issue.path);
  if (match === null) return describeIssue(issue);
  const [, index = '0', rest] = match;
  const stack = own(fields, 'stack');
  const step: unknown = Array.isArray(stack) ? stack[Number(index)] : undefined;
  const module = isFields(step) ? own(step, 'module') : undefined;
  if (typeof module !== 'string' || rest === undefined || rest === 'module') return describeIssue(issue);
  return describeIssue({ ...issue, path: `[${module}] step ${Number(index) + 1}, ${rest}` });
}

/** The engine says "file[2], step 1, world: …". */
function moduleFirst(message: string): string {
  const match = /^((?:file\[\d+\], )*step \d+), ([\w-]+): (.*)$/s.exec(message);
  return match === null ? message : `[${match[2]}] ${match[1]}: ${match[3]}`;
}
