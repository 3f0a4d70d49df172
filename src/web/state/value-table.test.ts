import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTable, readTable } from './value-table.ts';
import { readValue } from './value-texts.ts';

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

test('a quotation mark inside a cell is one, and what begins as a quotation and is none is text', () => {
  expect(columnsOf('5"\t6"\n7"\t8"')).toEqual([
    [undefined, '5"', '7"'],
    [undefined, '6"', '8"'],
  ]);
  expect(columnsOf('n;say\n1;"a" b\n2;"c')).toEqual([
    ['n', 1, 2],
    ['say', '"a" b', '"c'],
  ]);
});

test('a cell in quotation marks keeps its line breaks and separators, with blanks about it', () => {
  expect(columnsOf('n\tnote\n1\t "a\r\nb\tc" \r\n\t\n2\td', true)).toEqual([
    ['n', 1, 2],
    ['note', 'a\nb\tc', 'd'],
  ]);
});

test('a table in quotation marks is the table without them, whatever is in its cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', ' ', '5') });
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, fc.constantFrom('\t', ';', ','), (rows, separator) => {
      const quoted = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(separator)).join('\n');
      const columns = [0, 1].map((at) => [undefined, ...rows.map((row) => readValue(row[at]!))]);
      expect(columnsOf(quoted, false)).toEqual(columns);
    }),
  );
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
