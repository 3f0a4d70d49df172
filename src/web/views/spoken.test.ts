import { expect, it } from 'vitest';
import { spokenParts } from './spoken.ts';

const view = { name: 'f0', side: 'result', values: ['1.234 s', '212 Hz'], seen: { start: 0.5, end: 2 } };

it('says the values alone, with the name of the view, or with the part that is seen', () => {
  expect(spokenParts('brief', view)).toEqual(['1.234 s', '212 Hz']);
  expect(spokenParts('normal', view)).toEqual(['f0', 'result', '1.234 s', '212 Hz']);
  expect(spokenParts('full', view).join()).toMatch(/^f0,result,1\.234 s,212 Hz,view from 0\.5.* to 2/);
});

it('names the view even briefly where there is no value', () => {
  expect(spokenParts('brief', { ...view, values: [] })).toEqual(['f0', 'result']);
});
