import { describe, expect, it } from 'vitest';
import { MODULES } from '../modules/registry.ts';
import { parseQuery } from './parse.ts';
import { signQuery } from './signature.ts';

const octave = (family: string, value: string, from = 0.1, to = 0.2) => ({
  operation: 'octave',
  family,
  from,
  to,
  value,
});

function signatureOf(step: object): string {
  const parsed = parseQuery({ file: 'a', stack: [{ module: 'world', ...step }] }, MODULES);
  if (!parsed.ok) throw parsed.error;
  return signQuery(parsed.value.query, { engine: 'test/1', contentId: () => 'a' }).request;
}

describe('f0 edits in a recipe', () => {
  it('are no part of a recipe that has none: its signature is what it was before there were any', () => {
    // Signed by an engine that did not know of edits.
    expect(signatureOf({ f0: '-12st', vtl: '+3.8st' })).toBe('56z5thoguifehb3b5thtfrdn25cframrvg43lvzx44zmkyzf');
    expect(signatureOf({ f0: '-12st', vtl: '+3.8st', edits: [] })).toBe(signatureOf({ f0: '-12st', vtl: '+3.8st' }));
  });

  it('are part of the recipe in their order and with all that they say', () => {
    const [one, other] = [octave('correct', '*2'), octave('correct', '/2', 0.15)];
    const signatures = [[], [one], [one, other], [other, one], [{ ...one, family: 'shape' }], [{ ...one, to: 0.3 }]];
    expect(new Set(signatures.map((edits) => signatureOf({ edits }))).size).toBe(signatures.length);
    const { operation, ...rest } = one;
    expect(signatureOf({ edits: [{ ...rest, operation }] })).toBe(signatureOf({ edits: [one] }));
  });

  it.each([
    [
      { operation: 'octave', family: 'correct', from: 1, to: 0.5, value: '*2' },
      'stack[0].edits[0].to',
      'a time that is not before `from`',
    ],
    [
      { operation: 'octave', family: 'correct', from: 0, to: 1, value: '*4' },
      'stack[0].edits[0].value',
      '*2, /2, *3 or /3',
    ],
    [{ operation: 'octave', family: 'fix', from: 0, to: 1, value: '*2' }, 'stack[0].edits[0].family', 'correct'],
    [
      { operation: 'wobble', family: 'shape', from: 0, to: 1 },
      'stack[0].edits[0].operation',
      'an operation: octave, shift',
    ],
    [
      {
        operation: 'draw',
        family: 'shape',
        from: 0,
        to: 1,
        value: [
          [0.2, 100],
          [0.1, 120],
        ],
      },
      'stack[0].edits[0].value[1]',
      'a time after 0.2 s',
    ],
    [
      { operation: 'draw', family: 'shape', from: 0, to: 1, value: [[0.2, 5]] },
      'stack[0].edits[0].value[0][1]',
      'at least 10',
    ],
    [{ operation: 'median', family: 'shape', from: 0, to: 1, value: 4 }, 'stack[0].edits[0].value', '3'],
    [{ operation: 'unvoice', family: 'shape', from: 0, to: 1, author: 'me' }, 'stack[0].edits[0]', 'author'],
  ])('refuses %j, and says where and what would be right', (edit, path, expected) => {
    const parsed = parseQuery({ file: 'a', stack: [{ module: 'world', edits: [edit] }] }, MODULES);
    const issues = parsed.ok ? [] : parsed.error.issues;
    expect(issues.map((issue) => issue.path)).toEqual([path]);
    expect(issues[0]?.expected).toContain(expected);
  });
});
