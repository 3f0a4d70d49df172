import { expect, test } from 'vitest';
import { acceptedCodings } from './content-coding.ts';

test.each([
  [null, []],
  ['', []],
  ['identity', []],
  ['gzip, deflate, br, zstd', ['br', 'gzip']],
  ['GZIP', ['gzip']],
  ['gzip, deflate', ['gzip']],
  ['br;q=0, gzip;q=0.5', ['gzip']],
  ['gzip;q=1.0 , br ; q=0.001', ['br', 'gzip']],
  ['br;q=0.000', []],
  ['*', ['br', 'gzip']],
  ['*, br;q=0', ['gzip']],
  ['gzip, *;q=0', ['gzip']],
  ['brotli', []],
  ['br;q=much, gzip;level=9', []],
  [',,;q=1', []],
])('of %j the codings are %j', (header, names) => {
  expect(acceptedCodings(header).map(({ name }) => name)).toEqual(names);
});
