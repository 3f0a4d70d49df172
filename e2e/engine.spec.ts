import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { EXPECTED, REQUEST, SOURCE } from '../src/testing/parity/one-query.ts';
import type { DebugHandles } from '../src/web/services/debug-hook.ts';
import type { LoadedSound, RenderedSound } from '../src/web/services/engine-client.ts';
import { LONG_TASK_MS, longestTaskOf, watchMainThread } from './main-thread.ts';

/** The sample that the page offers, and a query on it. */
const SAMPLE = 'samples/speech_female_44100.wav';

interface ScriptedJob {
  readonly file: string;
  readonly f0: string;
  /** Another revision than the page's own needs an analysis of its own. */
  readonly revision?: '2025' | '2021';
}

/** Defines, in the page, the few words that the tests below speak. */
async function open(page: Page): Promise<void> {
  await page.goto('?debug');
  await page.waitForFunction(() => window.__sonde !== undefined);
  await page.evaluate((sample) => {
    const { engine } = window.__sonde!;
    const load = async () => engine.load(await (await fetch(sample)).blob(), 'sample.wav');
    const render = (
      { file, f0, revision = '2025' }: ScriptedJob,
      signal = new AbortController().signal,
      onProgress = () => {},
    ) => engine.render(JSON.stringify({ file, stack: [{ module: 'world', f0 }], revision }), { signal, onProgress });
    const digest = async (bytes: ArrayBufferLike) => {
      const hash = await crypto.subtle.digest('SHA-256', bytes as ArrayBuffer);
      return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    };
    Object.assign(window, { script: { load, render, digest } });
  }, SAMPLE);
}

declare global {
  interface Window {
    __sonde?: DebugHandles;
    script: {
      load(): Promise<LoadedSound>;
      render(
        job: ScriptedJob,
        signal?: AbortSignal,
        onProgress?: (progress: { fraction: number }) => void,
      ): Promise<RenderedSound>;
      digest(bytes: ArrayBufferLike): Promise<string>;
    };
  }
}

/** Waits until the page has a result of its own. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { store } = window.__sonde!;
    const settled = () => {
      const { source, render } = store.getState();
      if (render.error) throw render.error;
      return source?.f0.status === 'ready' && render.result !== undefined && !render.working;
    };
    while (!settled()) await new Promise((resolve) => requestIdleCallback(resolve));
  });
}

test('the built page renders in its workers: its own thread has next to nothing to do, and never for 50 ms', async ({
  page: first,
  browser,
}) => {
  const longest = await longestTaskOf(browser, first, async (page) => {
    await open(page);
    await settle(page);
    // What is fetched behind the first result is no work of a render.
    await page.evaluate(async () => {
      const fetched = () => performance.getEntriesByType('resource').length;
      for (let before = -1; before !== fetched(); ) {
        before = fetched();
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    });
    let elapsed = 0;
    const work = await watchMainThread(browser, page, async () => {
      elapsed = await page.evaluate(async () => {
        const sound = await window.script.load();
        const started = performance.now();
        for (const f0 of ['*1.7', '*1.8', '*1.9', '*2.1']) await window.script.render({ file: sound.id, f0 });
        return performance.now() - started;
      });
    });
    expect(work.total / elapsed).toBeLessThan(0.3);
    return work;
  });
  expect(longest).toBeLessThan(LONG_TASK_MS);
});

test('two pages render the same bytes', async ({ browser }) => {
  const outcomes = [];
  for (let visit = 0; visit < 2; visit++) {
    const page = await browser.newPage();
    await open(page);
    outcomes.push(
      await page.evaluate(async () => {
        const { load, render, digest } = window.script;
        const sound = await load();
        const { signature, clip } = await render({ file: sound.id, f0: '-7st' });
        return { signature, digest: await digest(clip!.channels[0]!.buffer) };
      }),
    );
    await page.close();
  }
  expect(outcomes[0]?.signature).toMatch(/^[a-z2-7]{48}$/);
  expect(outcomes[1]).toEqual(outcomes[0]);
});

test('one query gives the signature, samples and file that Node gives', async ({ page }) => {
  await open(page);
  const bytes = [...(await readFile(SOURCE))];
  const outcome = await page.evaluate(
    async ({ bytes, request }) => {
      const { engine } = window.__sonde!;
      await engine.load(new Blob([new Uint8Array(bytes)]), 'voice_16k.wav');
      const job = { signal: new AbortController().signal, onProgress: () => {} };
      const { id, signature, clip } = await engine.render(request, job);
      const { digest } = window.script;
      const file = await digest(
        await (await engine.exportFile(id, { format: 'wav', encoding: 's24' }, job)).arrayBuffer(),
      );
      return { signature, samples: await digest(clip!.channels[0]!.buffer), file };
    },
    { bytes, request: REQUEST },
  );
  expect(outcome).toEqual(EXPECTED);
});

test('a cancel is heard in the middle of the work', async ({ page }) => {
  await open(page);
  const outcome = await page.evaluate(async () => {
    const { load, render } = window.script;
    const sound = await load();
    const job = { file: sound.id, f0: '*1.3', revision: '2021' } as const;
    const controller = new AbortController();
    let furthest = 0;
    const failure = await render(job, controller.signal, ({ fraction }) => {
      furthest = fraction;
      controller.abort();
    }).then(
      () => 'not cancelled',
      (error: { code: string }) => error.code,
    );
    const after = await render(job);
    return { failure, furthest, frames: after.clip!.channels[0]?.length, expected: sound.frames };
  });
  expect(outcome.failure).toBe('cancelled');
  expect(outcome.furthest).toBeLessThan(0.9);
  expect(outcome.frames).toBe(outcome.expected);
});

test('A and B alternate while playing without losing the place', async ({ page }) => {
  await open(page);
  // Its own result would stop what is played here.
  await settle(page);
  const positions = await page.evaluate(async () => {
    const { player, engine } = window.__sonde!;
    const { load, render } = window.script;
    const sound = await load();
    const { clip } = await render({ file: sound.id, f0: '*0.8' });
    player.setClip('source', await engine.clip(sound.id));
    player.setClip('result', clip);
    player.setSide('source');
    await player.play(0);
    const seen: number[] = [];
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (player.position() < 0.2) await frame();
    for (const side of ['result', 'source', 'result', 'source'] as const) {
      player.setSide(side);
      const target = player.position() + 0.1;
      do {
        seen.push(player.position());
        await frame();
      } while (player.position() < target && player.state().playing);
      seen.push(player.position());
    }
    player.stop();
    return seen;
  });
  // Four switches, a tenth of a second on each side after the first fifth: it went on, and never back.
  expect(positions.at(-1)).toBeGreaterThan(0.5);
  expect([...positions].sort((a, b) => a - b)).toEqual(positions);
});

const broken: readonly [string, string, string][] = [
  ['an empty file', '', 'audio-empty'],
  ['a text file named .wav', 'Dear diary', 'audio-invalid'],
  ['a file cut inside its header', 'RIFF\u0024\0\0\0WAVEfmt ', 'audio-invalid'],
  ['a header without samples', 'RIFF\u0004\0\0\0WAVE', 'audio-invalid'],
];
for (const [what, bytes, code] of broken) {
  test(`${what} is one typed error, and the engine goes on`, async ({ page }) => {
    await open(page);
    const outcome = await page.evaluate(async (text) => {
      const file = new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]);
      const failure = await window.__sonde!.engine.load(file, 'broken.wav').then(
        () => 'loaded',
        (error: { code: string; message: string }) => error.code,
      );
      return { failure, frames: (await window.script.load()).frames };
    }, bytes);
    expect(outcome.failure).toBe(code);
    expect(outcome.frames).toBeGreaterThan(0);
  });
}
