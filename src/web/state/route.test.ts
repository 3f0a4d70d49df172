import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOurs, readRoute, writeRoute } from './route.ts';

const ID = 'abcdefgh2345'.repeat(4);

test('what is written into the address is read back, to the microsecond', () => {
  const time = fc.double({ min: 0, max: 3600, noNaN: true });
  fc.assert(
    fc.property(time, time, (start, length) => {
      const end = start + length + 0.001;
      const route = readRoute(writeRoute({ sound: ID, time: { start, end } }));
      expect(route?.sound).toBe(ID);
      expect(route?.time?.start).toBeCloseTo(start, 5);
      expect(route?.time?.end).toBeCloseTo(end, 5);
    }),
  );
});

test.each(['', '#', 'sets', 'verify?x', 'sound=short', `sound=${ID.toUpperCase()}`, `x&sound=${ID}`])(
  'the fragment %o leads to no sound',
  (fragment) => expect(readRoute(fragment)).toBeUndefined(),
);

test('a stretch that makes no sense is left out', () => {
  for (const t of ['2,1', '1', 'a,b', '-1,2']) expect(readRoute(`sound=${ID}&t=${t}`)).toEqual({ sound: ID });
});

test("another screen's fragment is left alone", () => {
  expect(isOurs('sets')).toBe(false);
  expect(isOurs(writeRoute({ sound: ID }))).toBe(true);
});
