import { expect, test } from 'vitest';
import { MODULES } from '../core/modules/registry.ts';
import { readNamedStep, readStepArgument } from './step-argument.ts';

const read = (text: string) => readStepArgument('--world', 'world', text, MODULES);

test('changes become a step, values that are no JSON as text', () => {
  expect(read('f0=*2,vtl=-3.8st,duration=~1.5s')).toEqual({
    option: '--world',
    step: { module: 'world', f0: '*2', vtl: '-3.8st', duration: '~1.5s' },
    issues: [],
  });
});

test.each([
  ['f0=2', 2],
  ['f0=-1.5e3', -1500],
  ['f0=true', true],
  ['f0=null', null],
  ['f0="*2"', '*2'],
  ['f0=[1,2,3]', [1, 2, 3]],
  ['f0="a,b"', 'a,b'],
  ['f0=+2', '+2'],
  ['f0=', ''],
  [' f0 = *2 ', '*2'],
  ['f0=a=b', 'a=b'],
])('%s gives the value %j', (text, value) => {
  expect(read(text)).toMatchObject({ step: { f0: value }, issues: [] });
});

test('no changes are a step with all defaults', () => {
  expect(read('')).toMatchObject({ step: { module: 'world' }, issues: [] });
});

test('everything that is wrong is said at once, each with its place', () => {
  const { issues } = read('f0=*2,,pitch=3,f0=*3,vtl');
  expect(issues.map(({ path, code, got }) => [path, code, got])).toEqual([
    ['--world', 'syntax', 'nothing'],
    ['--world pitch', 'unknown-argument', '`pitch`'],
    ['--world f0', 'duplicate', 'it a second time'],
    ['--world', 'syntax', '`vtl`'],
  ]);
  expect(issues[1]?.expected).toContain('f0, vtl, duration');
});

test.each(['module', '__proto__', 'constructor', 'toString'])('%s is no parameter', (key) => {
  expect(read(`${key}=1`).issues).toHaveLength(1);
  expect(Object.keys(read(`${key}=1`).step)).toEqual(['module']);
});

test('a named step has its module before the colon, or alone', () => {
  expect(readNamedStep('world:f0=*2', MODULES)).toMatchObject({ step: { module: 'world', f0: '*2' }, issues: [] });
  expect(readNamedStep('world', MODULES)).toMatchObject({ option: '--step world', step: { module: 'world' } });
});

test('the parameters of an unknown module are left to the parser, which knows that there is no such module', () => {
  expect(readNamedStep('flanger:bands=16', MODULES)).toMatchObject({
    step: { module: 'flanger', bands: 16 },
    issues: [],
  });
});
