import { expect, test } from 'vitest';
import { createProgressBar } from './terminal.ts';

function fakeStream(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}

test('a terminal gets a line that is rewritten in place and wiped at the end', () => {
  const stream = fakeStream(true);
  const bar = createProgressBar(stream);
  bar.show({ fraction: 0.5, label: 'world: analysing' });
  bar.clear();
  expect(stream.written).toEqual(['\r\x1b[2K 50 % ████████████░░░░░░░░░░░░ world: analysing', '\r\x1b[2K']);
});

test('nothing is written again while the line stays the same', () => {
  const stream = fakeStream(true);
  const bar = createProgressBar(stream);
  bar.show({ fraction: 0.501, label: 'a' });
  bar.show({ fraction: 0.502, label: 'a' });
  expect(stream.written).toHaveLength(1);
});

test('a pipe gets nothing at all', () => {
  const stream = fakeStream(false);
  const bar = createProgressBar(stream);
  bar.show({ fraction: 0.5, label: 'a' });
  bar.clear();
  expect(stream.written).toEqual([]);
});

test('a narrow terminal gets a line that does not wrap, and a fraction out of range stays in it', () => {
  const stream = fakeStream(true, 20);
  createProgressBar(stream).show({ fraction: 7, label: 'a long label' });
  expect(stream.written).toEqual([`\r\x1b[2K100 % ${'█'.repeat(13)}`]);
});

test('a terminal that says it has no columns still gets its line', () => {
  const stream = fakeStream(true, 0);
  createProgressBar(stream).show({ fraction: 0, label: 'a' });
  expect(stream.written.join('')).toContain('  0 % ');
});
