import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ANSWER_BYTES, MAX_REQUEST_BYTES, readVtLine, type VtAnswer, writeVtAnswer } from './vt-line.ts';

const read = (request: unknown) => readVtLine(JSON.stringify(request));

function refusalOf(line: string): string {
  const result = readVtLine(line);
  if (result.ok) throw new Error('the line was accepted');
  return result.error.message;
}

describe('a request line', () => {
  it('may ask for the status', () => {
    expect(read({ action: 'status', more: 1 })).toEqual({ ok: true, value: { action: 'status' } });
  });

  it('asks asynchronously unless it says otherwise, and hands its fields on', () => {
    const fields = { action: 'process', file: 'a.wav', stack: [] };
    expect(read(fields)).toEqual({ ok: true, value: { action: 'process', mode: 'async', fields } });
    for (const mode of ['sync', 'async', 'hash']) expect(read({ ...fields, mode })).toMatchObject({ value: { mode } });
  });

  it('may have white space around it', () => {
    expect(readVtLine(' \t{"action":"status"}\r\n').ok).toBe(true);
  });

  it.each([
    ['an empty line', '', /JSON.*character 1\.$/],
    ['what is not JSON', '{"action": status}', /JSON.*character 12\.$/],
    ['numbers that JSON does not have', '{"action": "process", "cache": NaN}', /JSON/],
    ['what is no object', '[1, 2]', /object with `action`, got a list/],
    ['null', 'null', /object with `action`, got null/],
    ['a missing action', '{"file": "a.wav"}', /^action: expected process or status, got nothing\.$/],
    ['an unknown action', '{"action": "dance"}', /^action: .*`dance`\.$/],
    ['an inherited action', '{"__proto__": {"action": "status"}}', /^action: .*got nothing/],
    [
      'an unknown mode',
      '{"action": "process", "mode": "later"}',
      /^mode: expected sync, async or hash, got `later`\.$/,
    ],
    ['a mode that is null', '{"action": "process", "mode": null}', /^mode: .*got null/],
  ])('is refused with what is wrong: %s', (_name, line, message) => {
    expect(refusalOf(line)).toMatch(message);
  });

  it('is refused beyond the limit without being read', () => {
    expect(refusalOf('['.repeat(MAX_REQUEST_BYTES + 1))).toMatch(/1048577 characters; at most 1048576/);
  });

  it('is refused, not a crash, when it is nested deeply', () => {
    expect(refusalOf('['.repeat(MAX_REQUEST_BYTES))).toMatch(/JSON/);
  });

  it('never makes the reader throw, and every refusal fits an answer with room to spare', () => {
    const lines = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.json(),
      fc.record({ action: fc.anything(), mode: fc.anything() }).map((value) => JSON.stringify(value) ?? ''),
    );
    fc.assert(
      fc.property(lines, (line) => {
        const result = readVtLine(line);
        if (!result.ok) expect(result.error.message.length).toBeLessThan(500);
      }),
    );
  });
});

describe('an answer line', () => {
  const OUTS = ['ok', 'error', 'wait'] as const;
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 2000 }), fc.string({ maxLength: 2000 }));
  const details = (line: string): string => JSON.parse(line).details;

  it('has the form that VTServer wrote, byte for byte', () => {
    expect(writeVtAnswer({ out: 'ok', details: '/c/a/"ä\u{1f600}.wav' })).toBe(
      '{"out": "ok", "details": "/c/a/\\"\\u00e4\\ud83d\\ude00.wav"}\n',
    );
  });

  it('is ASCII JSON of one line, within the limit, whatever it says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OUTS), texts, (out, text) => {
        const line = writeVtAnswer({ out, details: text });
        expect(line).toMatch(/^[\x20-\x7e]+\n$/);
        expect(line.length).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
        const answer: VtAnswer = JSON.parse(line);
        expect(Object.keys(answer)).toEqual(['out', 'details']);
        expect(OUTS).toContain(answer.out);
      }),
    );
  });

  it('gives a path unchanged, or none at all', () => {
    fc.assert(
      fc.property(texts, (path) => {
        const answer: VtAnswer = JSON.parse(writeVtAnswer({ out: 'ok', details: path }));
        if (answer.out === 'ok') expect(answer.details).toBe(path);
        else expect(answer.details).toContain('shorter cachefolder');
      }),
    );
  });

  it('cuts a long sentence at its end, between characters, using the room there is', () => {
    const text = `step 1, world: ${'\u{1f600}'.repeat(400)}`;
    const line = writeVtAnswer({ out: 'error', details: text });
    expect(line.length).toBeGreaterThan(MAX_ANSWER_BYTES - 12);
    expect(details(line)).toMatch(/^step 1, world: (?:\u{1f600})+\.\.\.$/u);
  });

  it('keeps a sentence that just fits, and cuts one that just does not', () => {
    const room = MAX_ANSWER_BYTES - writeVtAnswer({ out: 'wait', details: '' }).length;
    expect(details(writeVtAnswer({ out: 'wait', details: 'x'.repeat(room) }))).toBe('x'.repeat(room));
    expect(details(writeVtAnswer({ out: 'wait', details: 'x'.repeat(room + 1) }))).toBe(`${'x'.repeat(room - 3)}...`);
  });

  it('makes one line of a sentence with line ends and controls in it', () => {
    expect(details(writeVtAnswer({ out: 'error', details: 'one\r\n  two\u0000\u0085three\n' }))).toBe(
      'one   two three',
    );
  });
});
