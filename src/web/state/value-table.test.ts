import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTable, readTable } from './value-table.ts';

const columnsOf = (text: string, hasNames?: boolean) => {
  const read = readTable(text, hasNames);
  return read.ok ? read.columns.map(({ name, values }) => [name, ...values]) : read;
};

test('a table has a column for each of its names, numbers as numbers and texts as texts', () => {
  expect(columnsOf('voice\tf0\tsnr\nanna.wav\t-12st\t-6\nbert, old.wav\t*1\t3.5\n')).toEqual([
    ['voice', 'anna.wav', 'bert, old.wav'],
    ['f0', '-12st', '*1'],
    ['snr', -6, 3.5],
  ]);
});

test('a single column has no names where its first line is like the others', () => {
  expect(columnsOf('1\r\n2\r\n\r\n3')).toEqual([[undefined, 1, 2, 3]]);
  expect(columnsOf('anna\nbert')).toEqual([[undefined, 'anna', 'bert']]);
  expect(columnsOf('anna\nbert', true)).toEqual([['anna', 'bert']]);
  expect(columnsOf('snr\n-3\n0', false)).toEqual([[undefined, 'snr', -3, 0]]);
});

test('CSV is read too, with commas or semicolons, and with what is in quotation marks as one cell', () => {
  expect(columnsOf('f0;name\n1;"say ""a"", b"\n2;"x;y"')).toEqual([
    ['f0', 1, 2],
    ['name', 'say "a", b', 'x;y'],
  ]);
  expect(columnsOf('1,2\n3,4')).toEqual([
    [undefined, 1, 3],
    [undefined, 2, 4],
  ]);
});

test('titles become names that factors can have', () => {
  expect(columnsOf('F0 (st)\t2nd\n1\t2', true)).toEqual([
    ['F0_st', 1],
    ['nd', 2],
  ]);
});

test('a line with another number of cells is told', () => {
  expect(readTable('a\tb\n1\t2\n3')).toEqual({ ok: false, line: 3, cells: 1, expected: 2 });
});

test('one value is no table, several lines or cells are', () => {
  expect([isTable('-12st\n'), isTable('1, 2'), isTable('1\n2'), isTable('1\t2')]).toEqual([false, false, true, true]);
});

test('every table of numbers and words is read as it was copied', () => {
  const cell = fc.oneof(
    fc.integer(),
    fc.stringMatching(/^[a-z][a-z ]{0,8}[a-z]$/).filter((word) => !/^(true|false|null)$/.test(word)),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
  fc.assert(
    fc.property(table, (rows) => {
      const columns = rows[0]!.map((_, at) => [undefined, ...rows.map((row) => row[at])]);
      expect(columnsOf(rows.map((row) => row.join('\t')).join('\n'), false)).toEqual(columns);
    }),
  );
});
