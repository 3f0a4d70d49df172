import { describe, expect, it } from 'vitest';
import { readFixtureText } from '../../testing/fixture.ts';
import { AppError, describeIssue, ERROR_CODES, type ErrorJson, EXIT_CODES, throwIfAborted } from './errors.ts';

/** The cells of the README's rows whose first cell is a code span; the marks of cells that are nothing else are cut. */
async function documentedRows(cells: number): Promise<string[][]> {
  const text = await readFixtureText('src/core/base/README.md');
  const rows = text
    .split('\n')
    .filter((line) => /^\| `[a-z-]+` *\|/.test(line))
    .map((line) => line.slice(1, -1).split('|'))
    .map((row) => row.map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')));
  return rows.filter((row) => row.length === cells);
}

describe('the error table', () => {
  it('is documented: every code with its kind and meaning, and no code that does not exist', async () => {
    const documented = await documentedRows(3);
    const actual = Object.entries(ERROR_CODES).map(([code, { kind, doc }]) => [code, kind, doc]);
    expect(documented).toEqual(actual);
  });

  it('has its kinds documented with the exit statuses that the programs use', async () => {
    const documented = (await documentedRows(4)).map((row) => [row[0], Number(row[1])]);
    expect(documented).toEqual(Object.entries(EXIT_CODES));
  });

  it('uses every kind, and only kinds that have an exit status', () => {
    const used = new Set(Object.values(ERROR_CODES).map(({ kind }) => kind));
    expect([...used].sort()).toEqual(Object.keys(EXIT_CODES).sort());
  });

  it('never lets a failure look like success', () => {
    for (const status of Object.values(EXIT_CODES)) {
      expect(status).toBeGreaterThan(0);
      expect(status).toBeLessThan(256);
    }
  });
});

describe('AppError', () => {
  const issue = { path: 'stack[0].f0', code: 'quantity-invalid', expected: 'st or Hz', got: '`sx`', position: 3 };

  it('takes its kind from its code', () => {
    expect(new AppError('audio-unsupported', 'x').kind).toBe('unsupported');
  });

  it('crosses a wire without losing its meaning', () => {
    const sent = new AppError('query-invalid', '1 problem', { issues: [issue], details: { count: 1 } });
    const json: ErrorJson = JSON.parse(JSON.stringify(sent));
    const received = AppError.fromJSON(json);
    expect(received).toBeInstanceOf(AppError);
    expect(received.toJSON()).toEqual(sent.toJSON());
    expect(received.issues).toEqual([issue]);
    expect(received.details).toEqual({ count: 1 });
  });

  it('says nothing about issues and details when there are none', () => {
    expect(new AppError('busy', 'x').toJSON()).toEqual({ kind: 'conflict', code: 'busy', message: 'x' });
  });

  it('keeps what it wraps as its cause, and passes an AppError unchanged', () => {
    const thrown = new RangeError('too long');
    const wrapped = AppError.from(thrown);
    expect(wrapped.code).toBe('internal');
    expect(wrapped.cause).toBe(thrown);
    expect(wrapped.message).toBe('Unexpected failure: too long');
    expect(AppError.from(wrapped)).toBe(wrapped);
    expect(AppError.from('text').message).toBe('Unexpected failure: text');
  });
});

describe('describeIssue', () => {
  it('says where, what was expected and what was given, counting characters from 1', () => {
    const issue = { path: 'stack[0].f0', code: 'quantity-invalid', expected: 'st or Hz', got: '`sx`', position: 3 };
    expect(describeIssue(issue)).toBe('stack[0].f0: expected st or Hz, got `sx` (character 4)');
  });

  it('leaves out what is not known', () => {
    expect(describeIssue({ path: '', code: 'x', expected: 'an object', got: 'null' })).toBe(
      'expected an object, got null',
    );
  });
});

describe('throwIfAborted', () => {
  it('throws only when the signal was aborted', () => {
    throwIfAborted(undefined);
    throwIfAborted({ aborted: false });
    expect(() => throwIfAborted({ aborted: true })).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });
});
