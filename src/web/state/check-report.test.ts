import { expect, test } from 'vitest';
import type { CheckReport } from '../services/provenance-client.ts';
import { engineStrings } from '../strings-engine.ts';
import { reportText, verdictTexts } from './check-report.ts';

const report = (theirs: string, verdict: CheckReport['verdict']): CheckReport => ({
  verdict,
  sources: [],
  engine: { same: false, theirs, ours: 'sonde/2, kernels 222222222222' },
});
const DIFFERS: CheckReport['verdict'] = { kind: 'engine-differs', of: 'link' };

test('a sound of another engine is told which one is here, which one made it, and where to open it', () => {
  const other = report('sonde/1, kernels 111111111111', DIFFERS);
  const advice = engineStrings.other('sonde/1, kernels 111111111111', 'sonde/2, kernels 222222222222');
  expect(verdictTexts(other).at(-1)).toBe(advice);
  expect(advice).toMatch(/has the engine sonde\/2, kernels 222222222222 .* made with sonde\/1, kernels 111111111111\./);
  expect(reportText(other)).toContain(advice);
});

test('the same engine of another build is not called another version', () => {
  const text = verdictTexts(report('sonde/2, kernels 333333333333', DIFFERS)).at(-1);
  expect(text).toMatch(/^Both are the same version of the engine/);
});

test('where the samples are the same all the same, nothing is advised', () => {
  const texts = verdictTexts(report('sonde/1, kernels 111111111111', { kind: 'identical', same: 'float' }));
  expect(texts).toEqual(['The rebuilt sound has the same samples.']);
});
