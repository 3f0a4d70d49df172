import { expect, test } from 'vitest';
import { REFERENCE_VOICES, type ReferenceVoice, tractCm } from './reference-voices.ts';

type Group = readonly [f0: Row, f1: Row, f2: Row, f3: Row];
type Row = readonly number[];

/**
 * f0, F1, F2 and F3 in Hz of heed, hid, head, had, hod, hawed, hood, who'd, hud, heard: means of each group.
 * @source Peterson & Barney (1952), J. Acoust. Soc. Am. 24(2), 175-184, Table II, doi 10.1121/1.1906875
 */
const TABLE_II: Readonly<Record<ReferenceVoice['id'], Group>> = {
  man: [
    [136, 135, 130, 127, 124, 129, 137, 141, 130, 133],
    [270, 390, 530, 660, 730, 570, 440, 300, 640, 490],
    [2290, 1990, 1840, 1720, 1090, 840, 1020, 870, 1190, 1350],
    [3010, 2550, 2480, 2410, 2440, 2410, 2240, 2240, 2390, 1690],
  ],
  woman: [
    [235, 232, 223, 210, 212, 216, 232, 231, 221, 218],
    [310, 430, 610, 860, 850, 590, 470, 370, 760, 500],
    [2790, 2480, 2330, 2050, 1220, 920, 1160, 950, 1400, 1640],
    [3310, 3070, 2990, 2850, 2810, 2710, 2680, 2670, 2780, 1960],
  ],
  child: [
    [272, 269, 260, 251, 256, 263, 276, 274, 261, 261],
    [370, 530, 690, 1010, 1030, 680, 560, 430, 850, 560],
    [3200, 2730, 2610, 2320, 1370, 1060, 1410, 1170, 1590, 1820],
    [3730, 3600, 3570, 3320, 3170, 3180, 3310, 3260, 3360, 2160],
  ],
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test.each(REFERENCE_VOICES)('the average $id is where the published table has it', ({ id, f0, vtlSt }) => {
  const [pitch, ...formants] = TABLE_II[id];
  expect(f0).toBe(Math.round(mean(pitch)));
  const [, ...mens] = TABLE_II.man;
  const higher = formants.flatMap((row, formant) =>
    row.map((hz, vowel) => 12 * Math.log2(hz / mens[formant]![vowel]!)),
  );
  expect(higher).toHaveLength(30);
  expect(vtlSt).toBeCloseTo(-mean(higher), 1);
});

test('the average man has the tube whose resonances lie nearest to his mean formants', () => {
  const [, ...formants] = TABLE_II.man;
  const odd = (index: number) => 2 * index + 1;
  const sumOf = (term: (row: Row, index: number) => number) =>
    formants.reduce((sum, row, index) => sum + term(row, index), 0);
  const products = sumOf((row, index) => odd(index) * mean(row));
  const squares = sumOf((_, index) => odd(index) ** 2);
  expect(tractCm('man')).toBeCloseTo((100 * 350 * squares) / (4 * products), 1);
});
