import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

interface Sidecar {
  readonly frames: number;
  readonly take: {
    readonly ended: string;
    readonly gapCount: number;
    readonly gaps: readonly { readonly at: number; readonly frames: number; readonly kind: string }[];
    readonly granted: { readonly sampleRate: number; readonly processing: readonly unknown[] };
  };
}

/** What stands beside a take, as the button beside it exports it. */
export async function sidecarOf(page: Page, name: string): Promise<Sidecar> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: `Export the sidecar of ${name}` }).click();
  return JSON.parse(await readFile(await (await waiting).path(), 'utf8')) as Sidecar;
}
