import { type AppError, describeIssue, EXIT_CODES } from '../core/base/errors.ts';
import type { Terminal } from './terminal.ts';

/**
 * Says what went wrong: one JSON object on stdout for machines, lines on stderr for people.
 * @returns the exit status of the error's kind
 */
export function reportFailure(error: AppError, json: boolean, terminal: Terminal): number {
  if (json) {
    terminal.out.write(`${JSON.stringify(error)}\n`);
  } else {
    terminal.err.write(`${failureLines(error).join('\n')}\n`);
  }
  return EXIT_CODES[error.kind];
}

function failureLines(error: AppError): string[] {
  if (error.kind === 'internal') {
    const stack = origin(error).stack ?? '';
    return [`sonde: ${error.message}`, 'This is a defect of Sonde; please report it with these lines:', stack];
  }
  if (error.issues.length < 2) return [`sonde: ${error.message}`];
  return [`sonde: ${error.issues.length} problems:`, ...error.issues.map((issue) => `  ${describeIssue(issue)}`)];
}

/** The first failure of a chain of causes: where it happened, not where it was passed on. */
function origin(error: Error): Error {
  return error.cause instanceof Error ? origin(error.cause) : error;
}
