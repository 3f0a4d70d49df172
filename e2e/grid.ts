import type { Page } from '@playwright/test';
import { drop } from './workbench.ts';

/** A grid of f0 and vocal-tract length on one voice. */
export function gridOf(f0: number, vtl: number, to = 0): Buffer {
  const points = (path: string, from: number, end: number, n: number) => ({
    name: path,
    path: `stack[0].${path}`,
    values: { from, to: end, n, as: 'st' },
  });
  const manifest = {
    format: 'sonde-set/1',
    name: 'grid',
    recipe: { file: 'speech_female_44100.wav', stack: [{ module: 'slice', end: 0.3 }, { module: 'world' }] },
    factors: [
      { ...points('f0', -12, to, f0), path: 'stack[1].f0' },
      { ...points('vtl', 0, 3.8, vtl), path: 'stack[1].vtl' },
    ],
    naming: '{f0}_{vtl}',
  };
  return Buffer.from(JSON.stringify(manifest));
}

export async function openGrid(page: Page, manifest: Buffer, sounds: number): Promise<void> {
  await drop(page, [{ name: 'manifest.json', bytes: manifest }]);
  await said(page, '.count-line strong', `= ${sounds} sounds`);
}

/** An expectation that is not met yet reads the whole page for its message, on the thread that is watched. */
export async function said(page: Page, selector: string, text: string): Promise<void> {
  const isSaid = ([where, what]: readonly [string, string]) =>
    document.querySelector(where)?.textContent.includes(what);
  await page.waitForFunction(isSaid, [selector, text] as const, { timeout: 30_000 });
}
